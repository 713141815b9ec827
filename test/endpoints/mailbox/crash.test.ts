import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoxItemsView, EvidencesView, SentLetterView } from '../../../lambdas/contracts/mailbox.ts';
import { acceptLetter } from '../../../lambdas/endpoints/mailbox/accept-letter.ts';
import { depositLetter } from '../../../lambdas/endpoints/mailbox/deposit-letter.ts';
import { listItems } from '../../../lambdas/endpoints/mailbox/list-items.ts';
import { listLetterEvidences } from '../../../lambdas/endpoints/mailbox/list-letter-evidences.ts';
import { refuseLetter } from '../../../lambdas/endpoints/mailbox/refuse-letter.ts';
import { showLetter } from '../../../lambdas/endpoints/mailbox/show-letter.ts';
import { endLetterWaits } from '../../../lambdas/events/end-letter-waits.ts';
import {
  citizenRequest,
  later,
  type Mailbox,
  openMailbox,
  prepare,
  type Recipient,
  requestOf,
  type Sender,
  sendLetter,
  viewOf,
} from '../../support/mailbox.ts';

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.stop());

const OVER = new Date('2026-12-06T23:00:00.000Z');
const [HOUR, TWO_HOURS] = [later(3600), later(7200)];

class Crash extends Error {}

/** The same desk, whose process dies at the n-th effect: just before it is done, or just after. */
function dying(
  deps: Mailbox['deps'],
  at: number,
  when: 'before' | 'after',
): { deps: Mailbox['deps']; effects: () => number } {
  let effects = 0;
  const watched = <T extends object>(part: T, names: readonly string[]): T =>
    new Proxy(part, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        if (!names.includes(String(name))) return method;
        return async (...args: unknown[]) => {
          effects += 1;
          const dies = effects >= at;
          if (dies && when === 'before') throw new Crash();
          const result = await method.apply(target, args);
          if (dies) throw new Crash();
          return result;
        };
      },
    });
  return {
    effects: () => effects,
    deps: {
      ...deps,
      letters: watched(deps.letters, ['advance', 'forget']),
      book: watched(deps.book, ['record']),
      items: watched(deps.items, ['keep', 'follow']),
      notifications: watched(deps.notifications, ['enqueue']),
      audit: watched(deps.audit, ['record']),
    },
  };
}

/** Lets a story die at every place it can, each time with a letter of its own, and comes back with the calendar. */
async function everywhere(
  prepared: (sender: Sender, recipient: Recipient) => Promise<string>,
  story: (letter: string, deps: Mailbox['deps'], sender: Sender, recipient: Recipient) => Promise<unknown>,
  verify: (letter: string, sender: Sender, recipient: Recipient) => Promise<void>,
  back: Date,
): Promise<number> {
  let places = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at += 1) {
      const [sender, recipient] = await Promise.all([mailbox.organisation(), mailbox.person()]);
      const letter = await prepared(sender, recipient);
      const { deps } = dying(mailbox.deps, at, when);
      const died = await story(letter, deps, sender, recipient).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Crash || error instanceof AggregateError) return true;
          throw error;
        },
      );
      if (!died) break;
      places += 1;
      await endLetterWaits(back, mailbox.deps);
      await verify(letter, sender, recipient);
    }
  }
  return places;
}

const proofsOf = async (letter: string, { headers }: Sender) =>
  viewOf<EvidencesView>(
    await listLetterEvidences(requestOf({ headers, params: { letter } }), mailbox.deps),
  ).evidences.map(({ event }) => event);
const statusOf = async (letter: string, { headers }: Sender) =>
  viewOf<SentLetterView>(await showLetter(requestOf({ headers, params: { letter } }), mailbox.deps)).status;
const inbox = async (recipient: Recipient) =>
  viewOf<BoxItemsView>(await listItems(await citizenRequest(recipient), mailbox.deps)).items;
const delivered = async (sender: Sender, recipient: Recipient) =>
  (await sendLetter(mailbox, sender, recipient)).id;

describe('a crash between any two steps', () => {
  it('E1: of a deposit: it did not happen, or it is finished, with every proof once and one notice', async () => {
    const places = await everywhere(
      async (sender, recipient) => (await prepare(mailbox, sender, recipient)).id,
      (letter, deps, { headers }) => depositLetter(requestOf({ headers, params: { letter } }), deps),
      async (letter, sender, recipient) => {
        const status = await statusOf(letter, sender);
        const told = mailbox.notifications.filter(({ id }) => id.includes(letter));
        if (status === 'prepared') {
          expect([await proofsOf(letter, sender), await inbox(recipient), told]).toEqual([[], [], []]);
          return;
        }
        expect(status).toBe('notified');
        expect(await proofsOf(letter, sender)).toEqual(['SubmissionAcceptance', 'NotificationForAcceptance']);
        expect((await inbox(recipient)).map((item) => item.letter?.state)).toEqual(['waiting']);
        expect(told).toHaveLength(1);
      },
      HOUR,
    );
    expect(places).toBeGreaterThanOrEqual(14);
  });

  it('E1: of a deposit, and the sender deposits again at once: the same', async () => {
    for (let at = 1; at <= 7; at += 1) {
      const [sender, recipient] = await Promise.all([mailbox.organisation(), mailbox.person()]);
      const { id: letter } = await prepare(mailbox, sender, recipient);
      const request = requestOf({ headers: sender.headers, params: { letter } });
      await expect(depositLetter(request, dying(mailbox.deps, at, 'after').deps)).rejects.toThrow(Crash);
      await depositLetter(request, mailbox.deps);
      expect(await statusOf(letter, sender)).toBe('notified');
      expect(await proofsOf(letter, sender)).toEqual(['SubmissionAcceptance', 'NotificationForAcceptance']);
      expect(await inbox(recipient)).toHaveLength(1);
    }
  });

  it('E1: of an acceptance: nothing was decided, or content is handed over and proved once', async () => {
    const places = await everywhere(
      delivered,
      async (letter, deps, _sender, recipient) =>
        acceptLetter(await citizenRequest(recipient, { params: { letter }, now: HOUR }), deps),
      async (letter, sender, recipient) => {
        const [item] = await inbox(recipient);
        const proofs = await proofsOf(letter, sender);
        if ((await statusOf(letter, sender)) === 'notified') {
          expect([proofs.length, item?.letter?.state]).toEqual([2, 'waiting']);
          return;
        }
        expect(proofs.slice(2)).toEqual(['ConsignmentAcceptance', 'ContentHandover']);
        expect([item?.letter?.state, item?.from]).toEqual(['accepted', sender.name]);
      },
      TWO_HOURS,
    );
    expect(places).toBeGreaterThanOrEqual(11);
  });

  it('E1: of a refusal: nothing was decided, or it is proved once', async () => {
    const places = await everywhere(
      delivered,
      async (letter, deps, _sender, recipient) =>
        refuseLetter(
          await citizenRequest(
            recipient,
            { params: { letter }, now: HOUR },
            { reason: 'not-for-me' as const },
          ),
          deps,
        ),
      async (letter, sender, recipient) => {
        const [item] = await inbox(recipient);
        const refused = (await statusOf(letter, sender)) === 'refused';
        expect((await proofsOf(letter, sender)).slice(2)).toEqual(refused ? ['ConsignmentRejection'] : []);
        expect(item?.letter?.state).toBe(refused ? 'refused' : 'waiting');
      },
      TWO_HOURS,
    );
    expect(places).toBeGreaterThanOrEqual(9);
  });

  it('E1: of the calendar: its next run finishes the expiry, proved once', async () => {
    const places = await everywhere(
      delivered,
      (_letter, deps) => endLetterWaits(OVER, deps),
      async (letter, sender, recipient) => {
        expect(await statusOf(letter, sender)).toBe('unclaimed');
        expect((await proofsOf(letter, sender)).slice(2)).toEqual(['AcceptanceRejectionExpiry']);
        expect((await inbox(recipient))[0]?.letter?.state).toBe('unclaimed');
      },
      later(3600, OVER),
    );
    expect(places).toBeGreaterThanOrEqual(9);
  });
});
