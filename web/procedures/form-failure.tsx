import type { FormSection } from '../../lambdas/contracts/procedures.ts';
import type { Action } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { labelIn } from './procedures.ts';

/** What is wrong in a declared form, by the labels of its declaration. */
export const FormFailure = ({
  action,
  sections,
}: {
  readonly action: Pick<Action<never>, 'failure' | 'again' | 'busy'>;
  readonly sections: readonly FormSection[];
}) => <FailureNotice action={action} labelOf={(field) => labelIn(sections, field)} />;
