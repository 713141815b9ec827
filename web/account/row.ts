import type { ComponentType } from 'preact';
import type { IdentityView } from '../../lambdas/contracts/account.ts';
import type { PlainKey } from '../i18n/translate.ts';

/** One line of `/app/account`, and the page behind it. */
export interface Row {
  readonly path: `/app/account/${string}`;
  readonly label: PlainKey;
  /** Under the label: a sentence, or what it is now. */
  readonly text: PlainKey | ((identity: IdentityView) => string);
  readonly Icon: ComponentType;
  /** Shown to whoever is logged in; loaded with its first visit. */
  readonly Shown: ComponentType;
}
