/**
 * `npm run personas -- add --stage laptop --given-name Camille --family-name Durand --phone +33639980101 --email camille@example.org
 * [--birthdate 1990-04-12] [--gender female] [--birthplace 69123] [--birth-country 99100] [--street …] [--postal-code …] [--city …]
 * [--level substantial] [--language en] [--representative-of <organisation id> …] [--origin <address of the links>]`
 * `npm run personas -- import FILE.json [--stage laptop] [--mail] [--json]`: the same for a file of `{organisations, people}`.
 *
 * Makes up people who count as verified, and organisations that count as admitted, FOR DEPLOYMENTS FOR TESTS ONLY: a stage must say
 * so (`personas`). Each is as an enrolment leaves one: a phone is bound by the activation link. `--mail` sends it, too.
 */
import { readFileSync } from 'node:fs';
import { type Cast, parseCast } from '../lambdas/contracts/persona.ts';
import type { Stage } from '../lib/stages.ts';
import { casting, faultOf, type MadePersona } from './casting.ts';
import { administer, fail, readArguments, requireStage } from './deployment.ts';

const USAGE =
  'Usage: npm run personas -- add --given-name <…> --family-name <…> --phone <+33…> --email <…> [--stage laptop] …, or import <file.json>';

const text = { type: 'string' } as const;
const { positionals, values } = readArguments(USAGE, {
  stage: { type: 'string', default: 'laptop' },
  origin: text,
  mail: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'given-name': text,
  'family-name': text,
  phone: text,
  email: text,
  birthdate: { type: 'string', default: '1990-04-12' },
  gender: { type: 'string', default: 'female' },
  birthplace: { type: 'string', default: '69123' },
  'birth-country': { type: 'string', default: '99100' },
  street: { type: 'string', default: '1 place de la Comédie' },
  'postal-code': { type: 'string', default: '69001' },
  city: { type: 'string', default: 'Lyon' },
  level: text,
  language: text,
  'representative-of': { type: 'string', multiple: true },
});

const stage = requireStage(values.stage);
if (!stage.personas)
  fail(
    `The stage "${stage.name}" is not for tests: people who were never verified have no place in it. A stage for tests says ` +
      '"personas": true and "protect": false in guichet.json.',
  );
const now = new Date();
const { organisations, people } = requireCast(positionals);
await administer(stage.name, async (laptopOrigin) => {
  const { admit, make, tell } = casting(stage, originOf(stage, laptopOrigin));
  for (const organisation of organisations) await admit(organisation, now);
  const made: MadePersona[] = [];
  for (const persona of people) {
    const one = await make(persona, now);
    if (values.mail && one.activationLink !== undefined) await tell(persona, one.activationLink);
    made.push(one);
  }
  console.log(values.json ? JSON.stringify(made) : made.map(sentenceOf).join('\n'));
});

function requireCast([command, file]: readonly string[]): Cast {
  if (command !== 'add' && (command !== 'import' || file === undefined)) fail(USAGE);
  const cast = parseCast(command === 'add' ? { people: [personaOfOptions()] } : readCast(file ?? ''));
  if (!('people' in cast)) fail(cast.join('\n'));
  const faults = cast.people.flatMap((persona) => faultOf(persona, stage, now) ?? []);
  if (faults.length > 0) fail(faults.join('\n'));
  return cast;
}

function personaOfOptions(): object {
  const { level, language, 'representative-of': representativeOf } = values;
  return {
    givenNames: values['given-name'] ?? fail(USAGE),
    familyName: values['family-name'] ?? fail(USAGE),
    phone: values.phone ?? fail(USAGE),
    email: values.email ?? fail(USAGE),
    birthdate: values.birthdate,
    gender: values.gender,
    birthPlace: values['birth-country'] === '99100' ? values.birthplace : '',
    birthCountry: values['birth-country'],
    address: {
      street: values.street,
      postalCode: values['postal-code'],
      city: values.city,
      country: 'FR',
    },
    ...(level !== undefined && { level }),
    ...(language !== undefined && { language }),
    ...(representativeOf !== undefined && { representativeOf }),
  };
}

function readCast(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    fail(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Where activation links lead. */
function originOf({ publicOrigin, domain }: Stage, laptopOrigin: string | undefined): string {
  const known = values.origin ?? laptopOrigin ?? (publicOrigin || (domain.name && `https://${domain.name}`));
  return (
    known ||
    fail('Say with --origin at which public address this stage answers (output "Issuer" of its edge stack).')
  );
}

function sentenceOf({ name, phone, status, activationLink }: MadePersona): string {
  return activationLink === undefined
    ? `${name} (${phone}) is here already, and ${status}.`
    : `${name} (${phone}) is made up for tests. Bind a phone with this link, once:\n  ${activationLink}`;
}
