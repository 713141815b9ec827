import { Refusal } from '../errors.ts';

/**
 * Sends a message somebody waits for. A sender that fails is told as such: nothing is lost, and a new code can be asked for
 * after `retryAfterSeconds`.
 * @throws Refusal unavailable `message-not-sent`
 */
export async function deliverNow(send: () => Promise<void>, retryAfterSeconds: number): Promise<void> {
  try {
    await send();
  } catch {
    throw new Refusal(
      'unavailable',
      'message-not-sent',
      'The message could not be sent. Nothing you entered is lost: ask for it again in a moment.',
      { next: ['new-code', 'support'], retryAfterSeconds },
    );
  }
}
