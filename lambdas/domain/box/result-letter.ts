import type { Language } from '../../contracts/enrolment.ts';
import type { Account } from '../account/account.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { BoxItem, BoxItemContent } from './box-items.ts';

/**
 * The letter that says how a person's enrolment ended (A10), for the safe. Whoever has a box was accepted; the letter waits for the
 * box, since there is none on the day of the decision.
 */
export async function resultLetter(
  account: Account,
  operatorName: string,
  timeZone: string,
  personalData: PersonalData,
): Promise<BoxItem> {
  const { language, level, verifiedAt } = account;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(
    new Date(verifiedAt),
  );
  const content: BoxItemContent = {
    ...WORDS[language](date, LEVELS[language][level]),
    from: operatorName,
    files: [],
  };
  return {
    boxId: account.id,
    itemId: `${verifiedAt}#identity-accepted`,
    folder: 'safe',
    kind: 'document',
    arrivedAt: verifiedAt,
    sealed: await personalData.seal(account.id, account.wrappedKey, content),
  };
}

const LEVELS: Readonly<Record<Language, Readonly<Record<Account['level'], string>>>> = {
  en: { low: 'low', substantial: 'substantial' },
  fr: { low: 'faible', substantial: 'substantiel' },
  ja: { low: '低', substantial: '中' },
};

type Words = (date: string, level: string) => { readonly title: string; readonly text: string };
const WORDS: Readonly<Record<Language, Words>> = {
  en: (date, level) => ({
    title: 'Your digital identity was accepted',
    text: `Your request was decided on ${date}: your identity document was checked and your digital identity was accepted.\n\nLevel of assurance: ${level} (Implementing Regulation (EU) 2015/1502).\n\nEverything that happened since stands in the app under “Record”.`,
  }),
  fr: (date, level) => ({
    title: 'Votre identité numérique a été acceptée',
    text: `Votre demande a été tranchée le ${date} : votre document d’identité a été vérifié et votre identité numérique acceptée.\n\nNiveau de garantie : ${level} (règlement d’exécution (UE) 2015/1502).\n\nTout ce qui s’est passé depuis figure dans l’application sous « Journal ».`,
  }),
  ja: (date, level) => ({
    title: 'デジタルIDが承認されました',
    text: `${date}に審査が終わり、身分証明書が確認され、デジタルIDが承認されました。\n\n保証レベル：${level}（EU実施規則2015/1502）\n\nその後の出来事は、アプリの「記録」で確認できます。`,
  }),
};
