import { useState } from 'preact/hooks';
import type { BoxItemsView } from '../../lambdas/contracts/mailbox.ts';
import type {
  ApplicationView,
  RequestDocumentRequest,
  RequiredDocument,
} from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';

interface FromSafeProps {
  readonly application: ApplicationView;
  readonly required: RequiredDocument;
  readonly onHandedIn: () => void;
}

/** Asked for only when the person wants to see them. */
const SignedDocuments = ({ busy, onHandIn }: { busy: boolean; onHandIn: (item: string) => void }) => (
  <Fetched<BoxItemsView> path="/api/mailbox/items?folder=safe">
    {({ items }) => {
      const signed = items.filter(({ kind, files }) => kind === 'document' && files > 0);
      if (signed.length === 0) return <p class="soft">{t('proc.safe-empty')}</p>;
      return (
        <ul class="plain">
          {signed.map(({ id, title, from, arrivedAt }) => (
            <li key={id} class="line card">
              <span>
                <strong>{title}</strong>
                <span class="soft">{[from, shortDateAndTime(arrivedAt)].filter(Boolean).join(' · ')}</span>
              </span>
              <Button look="second" small busy={busy} onPress={() => onHandIn(id)}>
                {t('proc.hand-in')}
              </Button>
            </li>
          ))}
        </ul>
      );
    }}
  </Fetched>
);

/** A document that lies in one's safe already can be handed in instead of asking again (E2). */
export function FromSafe({ application, required, onHandedIn }: FromSafeProps) {
  const [open, setOpen] = useState(false);
  const handIn = useAction(async (item: string) => {
    const body: RequestDocumentRequest = { from: 'safe', document: required.id, item };
    await citizenCall('POST', `/api/applications/${application.id}/document-requests`, body);
    onHandedIn();
  });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('proc.from-safe')}</summary>
      <div>
        <p>{t('proc.from-safe-text')}</p>
        <FailureNotice action={handIn} />
        {open && <SignedDocuments busy={handIn.busy} onHandIn={handIn.run} />}
      </div>
    </details>
  );
}
