import type { Language } from '../../contracts/enrolment.ts';
import type { Account } from '../account/account.ts';
import type { BoxItem, BoxItemContent, LetterState } from '../box/box-items.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { attachmentObject, type Letter, type LetterContent, stateOf } from './letter.ts';

/** The item's id follows from the letter alone, so that it is put into the box once. */
export const letterItemId = (letter: Letter): string =>
  `${letter.noticedAt ?? letter.preparedAt}#${letter.id}`;

/** The letter as it lies in its recipient's box now. Before it is accepted nothing in it tells the sender. */
export async function letterItem(
  letter: Letter,
  content: LetterContent,
  account: Account,
  personalData: PersonalData,
): Promise<BoxItem> {
  const state = stateOf(letter) ?? 'waiting';
  const said = state === 'accepted' ? accepted(letter, content) : veiled(state, account.language);
  return {
    boxId: account.id,
    itemId: letterItemId(letter),
    folder: 'inbox',
    kind: 'letter',
    arrivedAt: letter.noticedAt ?? letter.preparedAt,
    letterId: letter.id,
    letterState: state,
    ...(letter.claimUntil !== undefined && { claimUntil: letter.claimUntil }),
    sealed: await personalData.seal(account.id, account.wrappedKey, said),
  };
}

function accepted(letter: Letter, { subject, text, sender, attachments }: LetterContent): BoxItemContent {
  return {
    title: subject,
    text,
    from: sender.name,
    files: attachments.map((file, position) => ({ ...file, object: attachmentObject(letter.id, position) })),
  };
}

const veiled = (state: Exclude<LetterState, 'accepted'>, language: Language): BoxItemContent => ({
  title: TITLES[language][state],
  text: '',
  files: [],
});

const TITLES: Readonly<Record<Language, Readonly<Record<Exclude<LetterState, 'accepted'>, string>>>> = {
  en: {
    waiting: 'A registered letter is waiting for you',
    refused: 'Registered letter, refused',
    unclaimed: 'Registered letter, not claimed in time',
  },
  fr: {
    waiting: 'Une lettre recommandée vous attend',
    refused: 'Lettre recommandée refusée',
    unclaimed: 'Lettre recommandée non réclamée dans le délai',
  },
  ja: {
    waiting: '電子書留が届いています',
    refused: '受取を拒否した電子書留',
    unclaimed: '期限までに受け取らなかった電子書留',
  },
};
