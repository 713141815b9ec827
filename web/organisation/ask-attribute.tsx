import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { AttributeRequestView, OrganisationView } from '../../lambdas/contracts/organisations.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { useAction } from '../ui/action.ts';
import { AskCheck } from './ask-check.tsx';
import { AskPlace } from './ask-place.tsx';
import { AskPowers } from './ask-powers.tsx';
import type { Asked } from './ask-step.ts';

const today = (): string => {
  const now = new Date();
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
};

/** A year from today, less a day: the last day of a whole year. */
const nextYear = (): string => {
  const [year = 0, month = 1, day = 1] = today().split('-').map(Number);
  return new Date(Date.UTC(year + 1, month - 1, day - 1)).toISOString().slice(0, 10);
};

const empty = (organisation: string): Asked => ({
  organisation,
  attributeAuthority: 'guichet',
  from: today(),
  until: nextYear(),
  keeping: 'safe',
  department: '',
  post: '',
  authorities: [],
});

/** `/organisation/ask`: the delegate's three screens (E-07…E-09); the fourth, signing, is the request's own page. */
export default function AskAttribute() {
  const { route, query } = useLocation();
  const [asked, setAsked] = useState(() => empty(query.organisation ?? ''));
  const [organisation, setOrganisation] = useState<OrganisationView>();
  const [step, setStep] = useState(1);
  const change = (changes: Partial<Asked>): void => setAsked((before) => ({ ...before, ...changes }));
  const find = useAction(async () => {
    const number = asked.organisation.replace(/\s/g, '');
    const path = `/api/organisations/${encodeURIComponent(number || '-')}`;
    setOrganisation(await citizenCall<OrganisationView>('GET', path));
    setStep(2);
  });
  const send = useAction(async () => {
    const { id } = await citizenCall<AttributeRequestView>('POST', '/api/attribute-requests', asked);
    route(`/organisation/requests/${id}`);
  });
  if (step === 2) {
    return (
      <AskPowers asked={asked} change={change} back={() => setStep(1)} onDone={() => setStep(3)} key={2} />
    );
  }
  if (step === 3 && organisation) {
    return <AskCheck asked={asked} organisation={organisation} send={send} back={() => setStep(2)} key={3} />;
  }
  return <AskPlace asked={asked} change={change} find={find} key={1} />;
}
