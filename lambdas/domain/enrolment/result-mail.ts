import { ENROLMENT_LINKS } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import { ACTIVATION_LINK } from '../activation/activations.ts';
import type { Links } from '../link/links.ts';
import { adviceLines } from '../message/advice-texts.ts';
import type { Notifications } from '../message/messenger.ts';
import { LETTER_PURPOSE } from '../registered-letter/letter-office.ts';
import type { Dossier } from './dossier.ts';

/** What telling a result needs. */
export interface ResultMail {
  readonly settings: EnrolmentSettings;
  readonly issuer: string;
  readonly links: Links;
  readonly notifications: Notifications;
}

const DAY_SECONDS = 86_400;

/** Tells the person how a submission ended, why, and what next (A10); at most one e-mail per submission. */
export async function sendResult(dossier: Dossier, now: Date, deps: ResultMail): Promise<void> {
  const { enrolment, person } = dossier;
  const { decision, id, attempt, language } = enrolment;
  if (decision === undefined || person.email === undefined) return;
  const content =
    decision.outcome === 'accepted'
      ? await accepted(dossier, now, deps)
      : { reasons: adviceLines(decision.reasons, language), link: await wayOn(dossier, now, deps) };
  await deps.notifications.enqueue({
    id: `result ${id} ${attempt}`,
    template: `enrolment-${decision.outcome}`,
    language,
    to: { email: person.email },
    data: { reference: enrolment.reference, ...content },
  });
}

async function accepted({ enrolment }: Dossier, now: Date, { links, issuer, settings }: ResultMail) {
  const token = await links.create({
    purpose: ACTIVATION_LINK,
    subject: enrolment.accountId ?? '',
    lifetimeSeconds: settings.activationDays * DAY_SECONDS,
    now,
    data: { purpose: 'activate' },
  });
  return {
    link: `${issuer}${ENROLMENT_LINKS.activation}#${token}`,
    days: String(settings.activationDays),
  };
}

/** Another try goes on in the secure space; after a refusal a new request begins. */
async function wayOn({ enrolment }: Dossier, now: Date, deps: ResultMail): Promise<string> {
  if (enrolment.decision?.outcome !== 'retry') return `${deps.issuer}/enrol`;
  const token = await deps.links.create({
    purpose: LETTER_PURPOSE,
    subject: enrolment.id,
    lifetimeSeconds: deps.settings.letterDays * DAY_SECONDS,
    now,
    data: { letter: enrolment.letter?.id ?? '' },
  });
  return `${deps.issuer}${ENROLMENT_LINKS.letter}#${token}`;
}
