import type { BoxItemLine, BoxItemView, BoxView } from '../../lambdas/contracts/mailbox.ts';
import type { FakeGuichet } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const DAY = 86_400;

export const OPEN_BOX: BoxView = {
  status: 'open',
  openedAt: soon(-40 * DAY),
  bytes: 42_300_000,
  limitBytes: 1_000_000_000,
  receivesLetters: true,
};
const letterLine = (
  id: string,
  state: 'waiting' | 'accepted' | 'refused' | 'unclaimed',
  days: number,
): BoxItemLine => ({
  id: `2026-11-20T10:00:00.000Z#${id}`,
  folder: 'inbox',
  kind: 'letter',
  title: state === 'accepted' ? 'Your tax assessment for 2026' : 'Registered letter',
  ...(state === 'accepted' && { from: 'Direction générale des Finances publiques' }),
  arrivedAt: soon(-days * DAY),
  ...(state !== 'waiting' && { readAt: soon(-days * DAY + 60) }),
  letter: { id, state, claimUntil: soon((15 - days) * DAY) },
  files: state === 'accepted' ? 2 : 0,
});
const INBOX = [
  letterLine('a', 'waiting', 1),
  letterLine('b', 'accepted', 8),
  letterLine('c', 'refused', 20),
  letterLine('d', 'unclaimed', 50),
];

const itemOf = ({ files: _count, ...line }: BoxItemLine, more: Partial<BoxItemView> = {}): BoxItemView => ({
  ...line,
  text: '',
  files: [],
  ...more,
});
const file = (name: string, size: number) => ({
  name,
  type: 'application/pdf',
  size,
  sha256: 'x',
  url: '/upload/file',
});

export const WAITING = itemOf(letterLine('a', 'waiting', 1));
export const ACCEPTED = itemOf(letterLine('a', 'accepted', 1), {
  text: 'Dear Sir or Madam,\n\nplease find your assessment and the schedule of payments. You may contest it within two months.',
  files: [
    file('Assessment 2026 with a rather long name that has to be wrapped somewhere.pdf', 1_430_000),
    file('Schedule.pdf', 88_000),
  ],
});
export const NOTICE: BoxItemLine = {
  id: '2026-11-20T10:00:00.000Z#n',
  folder: 'notices',
  kind: 'notice',
  title: 'Your move: 3 businesses were told',
  from: 'Guichet',
  arrivedAt: soon(-3600),
  files: 0,
};
const DOCUMENT: BoxItemLine = {
  id: '2026-11-20T10:00:00.000Z#s',
  folder: 'safe',
  kind: 'document',
  title: 'Diplôme.pdf',
  arrivedAt: soon(-90_000),
  files: 1,
};

/** Logged in, with a box. */
export const withBox =
  (items: readonly BoxItemLine[], box: BoxView = OPEN_BOX, opened?: BoxItemView) =>
  (fake: FakeGuichet): void => {
    fake
      .answer('GET /api/authenticator/session', {
        body: { method: 'pin', openedAt: soon(-60), expiresAt: soon(28_000) },
      })
      .answer('GET /api/mailbox', { body: box })
      .answer('GET /api/mailbox/items', { body: { items } });
    if (opened === undefined) return;
    fake.answer(`GET /api/mailbox/items/${encodeURIComponent(opened.id)}`, { body: opened });
    fake.answer(`GET /api/mailbox/letters/${opened.letter?.id}/evidences`, {
      body: {
        evidences: [
          'SubmissionAcceptance',
          'NotificationForAcceptance',
          'ConsignmentAcceptance',
          'ContentHandover',
        ].map((event) => ({ event, at: soon(-600), file: { name: `${event}.p7m`, bytes: 'AAAA' } })),
      },
    });
  };

export const itemAddress = ({ id }: { readonly id: string }): string =>
  `/app/box/item?id=${encodeURIComponent(id)}`;
const opened = (item: BoxItemView): Scene => ({
  path: itemAddress(item),
  device: true,
  prepare: withBox([], OPEN_BOX, item),
});
const box = (path: string, prepare: Scene['prepare']): Scene => ({
  path,
  device: true,
  ...(prepare && { prepare }),
});

export const BOX_SCENES: Readonly<Record<string, Scene>> = {
  'box-open': box('/app/box', withBox([], { ...OPEN_BOX, status: 'none', receivesLetters: false })),
  'box-inbox': box('/app/box', withBox(INBOX)),
  'box-inbox-empty': box('/app/box', withBox([])),
  'box-closed': box('/app/box', withBox(INBOX, { ...OPEN_BOX, status: 'closed', receivesLetters: false })),
  'box-notices': box('/app/box/notices', withBox([NOTICE])),
  'box-safe': box('/app/box/safe', withBox([DOCUMENT])),
  'box-safe-empty': box('/app/box/safe', withBox([])),
  'box-settings': box('/app/box/settings', withBox([])),
  'box-letter-waiting': opened(WAITING),
  'box-letter-accepted': opened(ACCEPTED),
  'box-letter-refused': opened(itemOf(letterLine('c', 'refused', 20))),
  'box-letter-unclaimed': opened(itemOf(letterLine('d', 'unclaimed', 50))),
  'box-notice': opened(
    itemOf(NOTICE, { text: 'Your energy supplier has confirmed your new address.', link: '/app/move' }),
  ),
};
