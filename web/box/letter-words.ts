import type { BoxItemLine, BoxItemView } from '../../lambdas/contracts/mailbox.ts';
import { t } from '../i18n/translate.ts';

/** A letter that was not accepted has no subject to show; its title is in the language shown. */
export function titleOf(item: Pick<BoxItemLine | BoxItemView, 'title' | 'letter'>): string {
  const state = item.letter?.state;
  return state === undefined || state === 'accepted' ? item.title : t(`letter.${state}-title`);
}
