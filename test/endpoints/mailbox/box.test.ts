import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  BoxItemsView,
  BoxItemView,
  BoxView,
  PreparedDocumentView,
} from '../../../lambdas/contracts/mailbox.ts';
import type { BoxItemContent, Folder } from '../../../lambdas/domain/box/box-items.ts';
import { acceptLetter } from '../../../lambdas/endpoints/mailbox/accept-letter.ts';
import { closeBox } from '../../../lambdas/endpoints/mailbox/close.ts';
import { deleteItem } from '../../../lambdas/endpoints/mailbox/delete-item.ts';
import { fileItem } from '../../../lambdas/endpoints/mailbox/file-item.ts';
import { keepDocument } from '../../../lambdas/endpoints/mailbox/keep-document.ts';
import { listItems } from '../../../lambdas/endpoints/mailbox/list-items.ts';
import { openBox } from '../../../lambdas/endpoints/mailbox/open.ts';
import { prepareDocument } from '../../../lambdas/endpoints/mailbox/prepare-document.ts';
import { showBox } from '../../../lambdas/endpoints/mailbox/show.ts';
import { showItem } from '../../../lambdas/endpoints/mailbox/show-item.ts';
import { refusalOf } from '../../support/enrolment.ts';
import {
  citizenRequest,
  fileOf,
  later,
  type Mailbox,
  NOW,
  openMailbox,
  type Recipient,
  requestOf,
  sendLetter,
  upload,
  viewOf,
} from '../../support/mailbox.ts';

let mailbox: Mailbox;
let person: Recipient;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.stop());
beforeEach(async () => {
  person = await mailbox.person();
});

let number = 0;
/** Puts a notice into the box as other functions do. */
async function notice(
  title: string,
  { folder = 'notices' as Folder, ...changes }: Partial<BoxItemContent> & { folder?: Folder } = {},
) {
  number += 1;
  const { account } = person;
  const arrivedAt = later(number).toISOString();
  const content: BoxItemContent = { title, text: '', files: [], ...changes };
  const itemId = `${arrivedAt}#${number}`;
  const sealed = await mailbox.deps.personalData.seal(account.id, account.wrappedKey, content);
  await mailbox.deps.items.keep({ boxId: account.id, itemId, folder, kind: 'notice', arrivedAt, sealed });
  return itemId;
}
const request = <Body = undefined>(params: Record<string, string> = {}, body?: Body, now = NOW) =>
  citizenRequest(person, { params, now }, body);
const list = async (query: Record<string, string> = {}) =>
  viewOf<BoxItemsView>(await listItems(await citizenRequest(person, { query }), mailbox.deps));
const show = async (item: string) =>
  viewOf<BoxItemView>(await showItem(await request({ item }), mailbox.deps));
const box = async () => viewOf<BoxView>(await showBox(await request(), mailbox.deps));
const begin = async (content: string, name = 'diploma.pdf', now = NOW) =>
  viewOf<PreparedDocumentView>(
    await prepareDocument(await request({}, fileOf(content, name), now), mailbox.deps),
  );
const keep = async (item: string) =>
  viewOf<BoxItemView>(await keepDocument(await request({ item }), mailbox.deps));
const store = async (content: string, name?: string) => {
  const { item, upload: permit } = await begin(content, name);
  await upload(permit, content);
  return keep(item);
};

describe('the box', () => {
  it('E2: nobody has one until they open it, which is their consent; closing takes it back, and nothing is lost', async () => {
    person = await mailbox.person({}, 'none');
    expect(await box()).toMatchObject({ status: 'none', receivesLetters: false });
    const consent = { acceptsElectronicDelivery: true as const };
    expect(viewOf(await openBox(await request({}, consent), mailbox.deps))).toMatchObject({
      status: 'open',
      openedAt: NOW.toISOString(),
      receivesLetters: true,
    });
    await notice('kept');
    const closed = viewOf<BoxView>(await closeBox(await request({}, undefined, later(60)), mailbox.deps));
    expect(closed).toMatchObject({
      status: 'closed',
      closedAt: later(60).toISOString(),
      receivesLetters: false,
    });
    expect((await list({ folder: 'notices' })).items).toHaveLength(1);
    await openBox(await request({}, consent, later(120)), mailbox.deps);
    expect(await box()).toMatchObject({ status: 'open', openedAt: later(120).toISOString() });
  });

  it('A10: the first opening files the result letter in the safe; deleted, it does not come again', async () => {
    person = await mailbox.person({ language: 'fr' }, 'none');
    const consent = { acceptsElectronicDelivery: true as const };
    await Promise.all([1, 2, 3].map(async () => openBox(await request({}, consent), mailbox.deps)));
    const [letter, ...others] = (await list({ folder: 'safe' })).items;
    expect([letter?.title, others.length]).toEqual(['Votre identité numérique a été acceptée', 0]);
    expect((await show(letter?.id ?? '')).text).toContain('le 21 novembre 2026');
    await deleteItem(await request({ item: letter?.id ?? '' }), mailbox.deps);
    await closeBox(await request(), mailbox.deps);
    await openBox(await request({}, consent), mailbox.deps);
    expect((await list({ folder: 'safe' })).items).toEqual([]);
  });

  it('E2: takes no registered letters for an identity of level low, and says so', async () => {
    person = await mailbox.person({ level: 'low' });
    expect(await box()).toMatchObject({ status: 'open', receivesLetters: false });
  });

  it('X2: nothing of it is shown or changed without a session', async () => {
    const anyone = requestOf({ params: { item: 'x', letter: 'x' } });
    for (const story of [showBox, closeBox, listItems, showItem, deleteItem, keepDocument]) {
      expect((await refusalOf(story(anyone, mailbox.deps))).code).toBe('not-signed-in');
    }
    expect((await refusalOf(fileItem({ ...anyone, body: { folder: 'safe' } }, mailbox.deps))).code).toBe(
      'not-signed-in',
    );
    expect((await refusalOf(prepareDocument({ ...anyone, body: fileOf('x') }, mailbox.deps))).code).toBe(
      'not-signed-in',
    );
  });
});

describe('items', () => {
  it('E2: are listed newest first, twenty at a time, folder by folder', async () => {
    for (let n = 0; n < 23; n += 1) await notice(`Notice ${n}`);
    const first = await list({ folder: 'notices' });
    const second = await list({ folder: 'notices', from: first.next ?? '' });
    expect(first.items[0]?.title).toBe('Notice 22');
    expect([first.items.length, second.items.length, second.next]).toEqual([20, 3, undefined]);
    expect((await list()).items).toEqual([]);
  });

  it.each([
    ['another folder', { folder: 'attic' }],
    ['a query of more than 100 characters', { q: 'x'.repeat(101) }],
    ['an empty page', { from: '' }],
  ])('E2: %s is refused', async (_name, query) => {
    expect(await refusalOf(list(query as unknown as Record<string, string>))).toMatchObject({
      kind: 'invalid',
      code: 'unknown-page',
    });
  });

  it('E2: reading marks an item read, once', async () => {
    const item = await notice('News', { text: 'You moved.', from: 'Guichet', link: '/app/move' });
    expect((await list({ folder: 'notices' })).items[0]?.readAt).toBeUndefined();
    expect(await show(item)).toMatchObject({ text: 'You moved.', from: 'Guichet', link: '/app/move' });
    await showItem(await request({ item }, undefined, later(9999)), mailbox.deps);
    expect((await list({ folder: 'notices' })).items[0]?.readAt).toBe(NOW.toISOString());
  });

  it('E2: another person finds, reads, files and deletes nothing here', async () => {
    const item = await notice('Mine');
    person = await mailbox.person();
    expect((await refusalOf(show(item))).code).toBe('no-such-item');
    expect((await refusalOf(deleteItem(await request({ item }), mailbox.deps))).code).toBe('no-such-item');
    const filing = fileItem(await request({ item }, { folder: 'safe' as const }), mailbox.deps);
    expect((await refusalOf(filing)).code).toBe('no-such-item');
  });

  it('E2: are filed into the safe and deleted, once', async () => {
    const item = await notice('Keep me');
    await fileItem(await request({ item }, { folder: 'safe' as const }), mailbox.deps);
    expect((await list({ folder: 'safe' })).items.map(({ id }) => id)).toEqual([item]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, async () => deleteItem(await request({ item }), mailbox.deps)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await list({ folder: 'safe' })).items).toEqual([]);
  });

  it('E2: a waiting letter is neither filed nor deleted; once accepted it is, with its contents', async () => {
    const sender = await mailbox.organisation();
    const letter = await sendLetter(mailbox, sender, person, ['a file']);
    const item = (await list()).items[0]?.id ?? '';
    expect((await refusalOf(deleteItem(await request({ item }), mailbox.deps))).code).toBe('letter-waiting');
    const filing = fileItem(await request({ item }, { folder: 'safe' as const }), mailbox.deps);
    expect((await refusalOf(filing)).code).toBe('letter-waiting');
    await acceptLetter(await request({ letter: letter.id }), mailbox.deps);
    await fileItem(await request({ item }, { folder: 'safe' as const }), mailbox.deps);
    await deleteItem(await request({ item }), mailbox.deps);
    expect(await mailbox.deps.objects.stored(`letters/${letter.id}/0`)).toBeUndefined();
    expect((await mailbox.deps.letters.find(letter.id))?.status).toBe('accepted');
  });

  it('E2: what a procedure still needs stays when its notice is deleted', async () => {
    const { url, headers } = await mailbox.deps.objects.upload({
      object: 'applications/1/certificate',
      digest: fileOf('certificate').sha256,
      size: 11,
      lifetimeSeconds: 60,
    });
    await upload({ url, headers }, 'certificate');
    const { sha256: digest, ...file } = fileOf('certificate');
    const item = await notice('Certificate', {
      files: [{ ...file, digest, object: 'applications/1/certificate' }],
    });
    await deleteItem(await request({ item }), mailbox.deps);
    expect(await mailbox.deps.objects.stored('applications/1/certificate')).toBeDefined();
  });
});

describe('searching', () => {
  it.each([
    ['part of a word', 'assess'],
    ['without accents', 'prefecture'],
    ['in capitals', 'PRÉFECTURE'],
    ['two words, in any order', 'vos préfecture'],
    ['the name of a file', 'rapport.pdf'],
    ['the text', 'cadastre'],
  ])('E2: finds by %s', async (_name, q) => {
    await notice('Something else');
    const { sha256: digest, ...file } = fileOf('x', 'Rapport.pdf');
    const item = await notice('Assessment: vos impôts', {
      from: 'Préfecture',
      text: 'le cadastre',
      files: [{ ...file, digest }],
    });
    expect((await list({ folder: 'notices', q })).items.map(({ id }) => id)).toEqual([item]);
  });

  it('E2: finds Japanese, also typed in full-width letters, and keeps voicing marks apart', async () => {
    const item = await notice('保育園のお知らせ ABC');
    expect((await list({ folder: 'notices', q: '保育園 ＡＢＣ' })).items.map(({ id }) => id)).toEqual([item]);
    const voiced = await notice('ガス');
    expect((await list({ folder: 'notices', q: 'カス' })).items).toEqual([]);
    expect((await list({ folder: 'notices', q: 'ガス' })).items.map(({ id }) => id)).toEqual([voiced]);
  });

  it('E2: goes through the folder page by page, and finds nothing of a letter that waits', async () => {
    const first = await notice('needle');
    for (let n = 0; n < 200; n += 1) await notice('hay');
    const page = await list({ folder: 'notices', q: 'needle' });
    expect([page.items.length, page.searched]).toEqual([0, 200]);
    const next = await list({ folder: 'notices', q: 'needle', from: page.next ?? '' });
    expect([next.items.map(({ id }) => id), next.next]).toEqual([[first], undefined]);
    await sendLetter(mailbox, await mailbox.organisation(), person);
    expect((await list({ q: 'tax' })).items).toEqual([]);
    expect((await list({ q: 'registered' })).items).toHaveLength(1);
  });
});

describe('documents', () => {
  it('E2: are uploaded as declared, kept in the safe, and fetched again under their name', async () => {
    const kept = await store('my diploma', 'Diplôme “2026”.pdf');
    expect(kept).toMatchObject({ folder: 'safe', kind: 'document', title: 'Diplôme “2026”.pdf' });
    const download = await fetch(kept.files[0]?.url ?? '');
    expect(await download.text()).toBe('my diploma');
    expect(download.headers.get('content-type')).toBe('application/pdf');
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename="Dipl_me _2026_.pdf"; filename*=UTF-8''Dipl%C3%B4me%20%E2%80%9C2026%E2%80%9D.pdf`,
    );
    expect((await box()).bytes).toBe(10);
  });

  it('E2: one that has not arrived, or not as declared, is nowhere to be seen', async () => {
    const { item, upload: permit } = await begin('my diploma');
    expect((await refusalOf(keep(item))).code).toBe('document-not-uploaded');
    expect((await upload(permit, 'MY DIPLOMA')).status).toBe(400);
    expect((await refusalOf(keep(item))).code).toBe('document-not-uploaded');
    expect((await list({ folder: 'safe' })).items).toEqual([]);
    expect((await refusalOf(show(item))).code).toBe('no-such-item');
    const filing = fileItem(await request({ item }, { folder: 'inbox' as const }), mailbox.deps);
    expect((await refusalOf(filing)).code).toBe('no-such-item');
  });

  it('E2: keeping it again changes nothing; keeping another item is refused', async () => {
    const { id } = await store('my diploma');
    expect((await keep(id)).id).toBe(id);
    const other = await notice('a notice');
    expect((await refusalOf(keep(other))).code).toBe('no-such-item');
    expect((await box()).bytes).toBe(10);
  });

  it('E2: have room up to the limit, also when many are begun at once, and give it back', async () => {
    const deps = { ...mailbox.deps, settings: { ...mailbox.deps.settings, boxBytes: 25 } };
    const once = async (now = NOW) => prepareDocument(await request({}, fileOf('ten bytes.'), now), deps);
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => once()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await refusalOf(once())).toMatchObject({ kind: 'too-large', code: 'box-full' });
    await once(later(3601)); // what was begun and abandoned an hour ago has made room
    expect((await box()).bytes).toBe(10);
  });

  it('E2: deleted, they are gone from the store and their room is free', async () => {
    const { id, files } = await store('my diploma');
    await deleteItem(await request({ item: id }), mailbox.deps);
    expect((await box()).bytes).toBe(0);
    expect((await fetch(files[0]?.url ?? '')).status).toBeGreaterThanOrEqual(400);
  });

  it('E2: need an open box', async () => {
    person = await mailbox.person({}, 'none');
    expect(await refusalOf(begin('x'))).toMatchObject({ kind: 'conflict', code: 'box-not-open' });
  });
});
