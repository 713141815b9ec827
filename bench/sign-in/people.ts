import { testBrowser } from '../../test/support/http.ts';
import { type Phone, testPhone } from '../../test/support/phone.ts';
import type { MadeAccount } from './make-account.ts';

/** Somebody with an activated phone. */
export interface SignedUp {
  readonly phoneNumber: string;
  readonly phone: Phone;
  readonly pin: string;
}

export interface Place {
  readonly origin: string;
  /** Registers a client and makes verified accounts in the stores behind `origin`. */
  prepare(count: number, client: object): Promise<readonly MadeAccount[]>;
  /** The newest code sent by SMS to a number. */
  codeSentTo(phoneNumber: string): Promise<string>;
  /** Milliseconds since 1970 on that place's clock. */
  now(): number;
}

const PIN = '4831';

/**
 * Verified accounts from nothing, each activated through the API with its link and SMS code.
 * @param client a relying party to register with them
 */
export async function signUp(place: Place, count: number, client: object): Promise<SignedUp[]> {
  const people: SignedUp[] = [];
  for (const { phone, token } of await place.prepare(count, client))
    people.push(await activate(place, phone, token));
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
