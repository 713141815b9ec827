import type { CreatePersonaRequest } from '../../contracts/relying-parties.ts';
import type { Account } from '../account/account.ts';
import { Refusal } from '../errors.ts';
import type { Identify } from '../identifier/identify.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { pivotIdentityOf } from '../pivot-identity/pivot-identity.ts';
import { validatePivotIdentity } from '../pivot-identity/validate-pivot-identity.ts';
import type { Randomness } from '../randomness.ts';
import { type Persona, type PersonaAccounts, personaPhone } from './persona.ts';

export interface MakePersonaDeps {
  readonly personaAccounts: Pick<PersonaAccounts, 'add'>;
  readonly personalData: PersonalData;
  readonly identify: Identify;
  readonly randomness: Randomness;
  /** On a deployment for tests: also at clients in production. */
  readonly anywhere?: boolean;
}

/** Who it is where nothing else is said: nobody. */
const SPECIMEN = {
  givenNames: 'Camille Alix',
  familyName: 'Specimen',
  usedName: '',
  birthdate: '1990-04-12',
  gender: 'female',
  birthCountry: '99100',
  birthPlace: '69123',
  address: { street: '1 place de la Comédie', postalCode: '69001', city: 'Lyon', country: 'FR' },
} as const;

/** Numbers drawn before it counts as an owner's bad luck. */
const DRAWS = 20;

/**
 * Makes a test persona (B12): an active account of nobody's, with a number that is nobody's, which neither takes an e-mail address nor
 * an identity away from a real person.
 * @throws Refusal invalid `invalid-fields`, conflict `number-taken`, too-many `too-many-personas`
 */
export async function makePersona(
  ownerId: string,
  wanted: CreatePersonaRequest,
  limit: number,
  now: Date,
  deps: MakePersonaDeps,
): Promise<Persona> {
  for (let draw = 1; draw <= DRAWS; draw += 1) {
    const phone = wanted.phone ?? `+3363998${deps.randomness.digits(4)}`;
    const made = await personaOf(ownerId, { ...wanted, phone }, now, deps);
    const outcome = await deps.personaAccounts.add(made, limit);
    if (outcome === 'added') return made.persona;
    if (outcome === 'too-many') throw tooMany(limit);
    if (wanted.phone !== undefined) break;
  }
  throw numberTaken();
}

type Wanted = CreatePersonaRequest & { readonly phone: string };

async function personaOf(
  ownerId: string,
  wanted: Wanted,
  now: Date,
  { randomness, personalData, identify, anywhere }: MakePersonaDeps,
): Promise<{ readonly persona: Persona; readonly account: Account }> {
  const id = randomness.id();
  const identity = identityOf(wanted, id, now);
  const wrappedKey = await personalData.create(id);
  const at = now.toISOString();
  const { phone, level, language, outcome, manual } = wanted;
  const account: Account = {
    id,
    status: 'active',
    level,
    wrappedKey,
    sealed: await personalData.seal(id, wrappedKey, identity),
    phoneHandle: await identify('phone', phone),
    enrolmentId: `persona-${id}`,
    language,
    createdAt: at,
    verifiedAt: at,
    activatedAt: at,
    deviceId: personaPhone(id),
    persona: { owner: ownerId, ...(anywhere && { anywhere }) },
    version: 1,
  };
  const name = `${identity.given_name} ${identity.family_name}`;
  const pin = wanted.pin ?? randomness.digits(4);
  const persona = { ownerId, id, name, phone, pin, level, language, outcome, createdAt: at };
  return { persona: { ...persona, ...(manual && { manual }) }, account };
}

function identityOf(wanted: Wanted, id: string, now: Date) {
  const bornAbroad = wanted.birthCountry !== undefined && wanted.birthCountry !== SPECIMEN.birthCountry;
  const form = { ...SPECIMEN, ...(bornAbroad && { birthPlace: '' }), ...wanted, documentNumber: '' };
  const identity = {
    ...pivotIdentityOf(form),
    email: wanted.email ?? `persona-${id.toLowerCase()}@example.org`,
    phone_number: wanted.phone,
    address: form.address,
  };
  const problems = validatePivotIdentity(identity, { today: now.toISOString().slice(0, 10) });
  if (problems.length === 0) return identity;
  throw new Refusal('invalid', 'invalid-fields', 'Correct the attributes of the persona.', {
    fields: problems.map(({ field, code }) => ({ field, code })),
    next: ['try-again'],
  });
}

const numberTaken = (): Refusal =>
  new Refusal('conflict', 'number-taken', 'This number belongs to another persona. Choose another one.', {
    fields: [{ field: 'phone', code: 'number-taken' }],
    next: ['try-again'],
  });

const tooMany = (limit: number): Refusal =>
  new Refusal(
    'too-many',
    'too-many-personas',
    `You have ${limit} test personas, and may not have more. Remove one that you no longer use.`,
  );
