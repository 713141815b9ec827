/**
 * `npm run persona -- --phone +33639980123 --pin 7391 [--level low] [--outcome approve|refuse|time-out|locked] [--manual]
 * [--given-names …] [--family-name …] [--birthdate …] [--gender …] [--email …] [--language fr]`: makes a verified test persona whose
 * simulated phone answers by itself, or with `--manual` when it is told to:
 * `npm run persona -- approve --phone … [--pin …] | refuse --phone … | list`.
 * `npm run persona -- sign-in '<authorization request>' --phone …`: walks a sign-in as a browser does, and prints where it leads back.
 *
 * FOR DEPLOYMENTS FOR TESTS ONLY (`personas`). People who have a phone of their own: `npm run personas`.
 */
import { type Outcome, parsePersonaRequest, writtenOut } from '../lambdas/contracts/relying-parties.ts';
import { Refusal } from '../lambdas/domain/errors.ts';
import type { Persona } from '../lambdas/domain/persona/persona.ts';
import { administer, fail, readArguments, requireStage } from './deployment.ts';
import { personaDesk } from './persona-desk.ts';
import { signInWithoutBrowser } from './sign-in-without-browser.ts';

const USAGE = `Usage: npm run persona -- --phone <+3363998….> --pin <4 digits> [--level low|substantial] [--outcome approve|refuse|time-out|locked] [--manual] …
       npm run persona -- approve --phone <…> [--pin <…>] | refuse --phone <…> | list
       npm run persona -- sign-in '<authorization request>' --phone <…>`;

const text = { type: 'string' } as const;
const { positionals, values } = readArguments(USAGE, {
  stage: { type: 'string', default: 'laptop' },
  json: { type: 'boolean', default: false },
  manual: { type: 'boolean', default: false },
  phone: text,
  pin: text,
  level: text,
  language: text,
  outcome: text,
  'given-names': text,
  'family-name': text,
  birthdate: text,
  gender: text,
  email: text,
});

const DOES: Readonly<Record<Outcome, string>> = {
  approve: 'approves by itself',
  refuse: 'refuses by itself',
  'time-out': 'never answers',
  locked: 'locks its code, and so refuses',
};

const [command = 'make', subject] = positionals;
const stage = requireStage(values.stage);
if (!stage.personas)
  fail(
    `The stage "${stage.name}" is not for tests. A stage for tests says "personas": true and "protect": false in guichet.json; ` +
      'elsewhere personas are made in the portal, for clients of the sandbox.',
  );
const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  make,
  list,
  approve: () => answer('approve'),
  refuse: () => answer('refuse'),
  'sign-in': signIn,
};
const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
if (run === undefined || (command === 'make' && values.phone === undefined)) fail(USAGE);
if (command === 'sign-in' && URL.parse(subject ?? '') === null) fail(USAGE);
const desk = personaDesk(stage);
await administer(stage.name, run);

async function make(): Promise<void> {
  const { phone, pin, level, language, outcome, manual, birthdate, gender, email } = values;
  const named = { givenNames: values['given-names'], familyName: values['family-name'] };
  const options = { phone, pin, level, language, outcome, manual, birthdate, gender, email, ...named };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const wanted = parsePersonaRequest(given);
  if (!('outcome' in wanted)) fail(wanted.join('\n'));
  const persona = await desk.make(wanted, new Date()).catch((error: unknown) => {
    const { fields = [] } = error instanceof Refusal ? error.details : {};
    throw fields.length === 0
      ? error
      : new Error(fields.map(({ field, code }) => `${field}: ${code}`).join('\n'));
  });
  console.log(values.json ? JSON.stringify(persona, null, 2) : sentenceOf(persona));
}

function sentenceOf({ name, phone, pin, level, outcome, manual }: Persona): string {
  return `${name} (${phone}, PIN ${pin}, ${level}) is ready to sign in. The phone ${
    manual === true ? `waits: npm run persona -- approve --phone ${phone}` : DOES[outcome]
  }.`;
}

async function list(): Promise<void> {
  const personas = await desk.all();
  if (personas.length === 0) return console.log('There is no persona yet: make one with --phone and --pin.');
  for (const persona of personas) {
    const approval = await desk.waiting(persona, new Date());
    console.log(sentenceOf(persona));
    if (approval !== undefined)
      console.log(
        `  Waits: ${approval.clientId}, number ${approval.bindingNumber}, until ${approval.validUntil}.`,
      );
  }
}

async function answer(outcome: 'approve' | 'refuse'): Promise<void> {
  const persona = await requirePersona();
  if (values.pin !== undefined && values.pin !== persona.pin) fail('The code is not right.');
  const now = new Date();
  const approval = await desk.waiting(persona, now);
  if (approval === undefined) fail(`No sign-in waits for ${persona.phone}.`);
  if (!(await desk.answer(approval, persona, outcome, now)))
    fail('The sign-in was decided already, or is over.');
  console.log(
    `${persona.name} ${outcome === 'approve' ? 'approved' : 'refused'} the sign-in at ${approval.clientId}.`,
  );
}

async function signIn(): Promise<void> {
  const { phone } = await requirePersona();
  console.log(await signInWithoutBrowser(subject ?? '', phone));
}

async function requirePersona(): Promise<Persona> {
  if (values.phone === undefined) fail(USAGE);
  const phone = writtenOut(values.phone);
  const found = (await desk.all()).find((persona) => persona.phone === phone);
  return found ?? fail(`There is no persona with the number ${phone}: make one with --phone and --pin.`);
}
