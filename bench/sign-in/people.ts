import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testBrowser } from '../../test/support/http.ts';
import { type Phone, testPhone } from '../../test/support/phone.ts';

/** Somebody with an activated phone. */
export interface SignedUp {
  readonly phoneNumber: string;
  readonly phone: Phone;
  readonly pin: string;
}

export interface Place {
  readonly origin: string;
  /** Environment under which the real adapters reach the stores and keys behind `origin`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The newest code sent by SMS to a number. */
  codeSentTo(phoneNumber: string): Promise<string>;
  /** Milliseconds since 1970 on that place's clock. */
  now(): number;
}

const PIN = '4831';
const PREPARATION = fileURLToPath(new URL('prepare-stores.ts', import.meta.url));

/**
 * Verified accounts from nothing, each activated through the API with its link and SMS code.
 * @param client a relying party to register with them
 */
export async function signUp(place: Place, count: number, client: object): Promise<SignedUp[]> {
  // A process of its own, because the adapters' clients live as long as their process.
  const env = { PATH: process.env.PATH, ...place.environment };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PREPARATION, String(count), JSON.stringify(client)],
    { env },
  );
  const accounts = JSON.parse(stdout) as { phone: string; token: string }[];
  const people: SignedUp[] = [];
  for (const { phone, token } of accounts) people.push(await activate(place, phone, token));
  return people;
}

async function activate(place: Place, phoneNumber: string, token: string): Promise<SignedUp> {
  const browser = testBrowser(place.origin);
  const phone = testPhone(browser, place.now);
  const asked = await browser.call('POST', '/api/authenticator/activation', { token });
  if (asked.status !== 200) throw new Error(`activation: ${asked.status} ${JSON.stringify(asked.body)}`);
  const done = await phone.activate(token, await place.codeSentTo(phoneNumber), PIN);
  if (done.status !== 200) throw new Error(`activation: ${done.status} ${JSON.stringify(done.body)}`);
  return { phoneNumber, phone, pin: PIN };
}
