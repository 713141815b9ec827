import type { RequestAttributesRequest } from '../../lambdas/contracts/organisations.ts';
import { t } from '../i18n/translate.ts';

export type Asked = RequestAttributesRequest;

/** One of the delegate's screens. */
export interface StepProps {
  readonly asked: Asked;
  readonly change: (changes: Partial<Asked>) => void;
  readonly back?: () => void;
}

export const stepOf = (step: number): string => t('ask-attribute.step', { step });
