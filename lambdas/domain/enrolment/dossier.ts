import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Sessions } from '../session/sessions.ts';
import type { EnrolledPerson, Enrolment, EnrolmentChanges } from './enrolment.ts';
import type { Enrolments } from './enrolments.ts';

/** An enrolment with its sealed part open. Exists in clear only during one request. */
export interface Dossier {
  readonly enrolment: Enrolment;
  readonly person: EnrolledPerson;
}

export interface Dossiers {
  /** The dossier of a session cookie; throws `Refusal` unauthenticated `no-enrolment-session`. */
  ofSession(secret: string | undefined, now: Date): Promise<Dossier>;
  load(id: string): Promise<Dossier | undefined>;
  /** Seals `person` and keeps a new enrolment. */
  create(enrolment: Omit<Enrolment, 'wrappedKey' | 'sealed'>, person: EnrolledPerson): Promise<Dossier>;
  /** Changes enrolment and, when given, the person's part, in one conditional write. */
  advance(
    dossier: Dossier,
    changes: Omit<EnrolmentChanges, 'sealed' | 'wrappedKey'>,
    now: Date,
    person?: EnrolledPerson,
  ): Promise<Dossier>;
  /** Cancels: the person's key, data and pictures are forgotten; step and reference stay. */
  erase(dossier: Dossier, now: Date): Promise<void>;
}

/** Name of the cookie that holds an enrolment session. */
export const ENROLMENT_COOKIE = 'guichet-enrolment';

export function openDossiers(deps: {
  readonly enrolments: Enrolments;
  readonly personalData: PersonalData;
  readonly sessions?: Sessions;
}): Dossiers {
  const { enrolments, personalData, sessions } = deps;
  const load = async (id: string): Promise<Dossier | undefined> => {
    const enrolment = await enrolments.load(id);
    if (enrolment === undefined || enrolment.sealed === '') return undefined;
    const { wrappedKey, sealed } = enrolment;
    return { enrolment, person: await personalData.open<EnrolledPerson>(id, wrappedKey, sealed) };
  };
  return {
    load,
    async ofSession(secret, now) {
      const session = secret === undefined ? undefined : await sessions?.find(secret, now);
      const dossier = session && (await load(session.subject));
      if (dossier === undefined) throw noSession();
      return dossier;
    },
    async create(draft, person) {
      const wrappedKey = await personalData.create(draft.id);
      const sealed = await personalData.seal(draft.id, wrappedKey, person);
      const enrolment = { ...draft, wrappedKey, sealed };
      await enrolments.create(enrolment);
      return { enrolment, person };
    },
    async advance(dossier, changes, now, person) {
      const { id, wrappedKey } = dossier.enrolment;
      const sealed = person && { sealed: await personalData.seal(id, wrappedKey, person) };
      const enrolment = await enrolments.advance(dossier.enrolment, { ...changes, ...sealed }, now);
      return { enrolment, person: person ?? dossier.person };
    },
    async erase({ enrolment }, now) {
      await enrolments.advance(enrolment, ERASED, now);
    },
  };
}

/** What is left of an enrolment whose person is forgotten. */
export const FORGOTTEN: EnrolmentChanges = {
  wrappedKey: '',
  sealed: '',
  pictures: [],
  emailHandle: undefined,
  phoneHandle: undefined,
  pending: undefined,
  letter: undefined,
  challenge: undefined,
  recording: undefined,
  findings: undefined,
};

const ERASED: EnrolmentChanges = { ...FORGOTTEN, step: 'cancelled' };

function noSession(): Refusal {
  return new Refusal(
    'unauthenticated',
    'no-enrolment-session',
    'No request is open in this browser. Open the link in your e-mail, or begin anew.',
    { next: ['restart'] },
  );
}
