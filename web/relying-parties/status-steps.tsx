import type { RelyingPartyState } from '../../lambdas/contracts/relying-parties.ts';
import { t } from '../i18n/translate.ts';
import { CheckIcon } from '../ui/icons.tsx';

const STEPS = ['sandbox', 'checks', 'approval', 'production'] as const;

/** How far it is: steps before are done. */
function reached(state: RelyingPartyState, checked: boolean): number {
  if (state === 'production') return STEPS.length;
  if (state === 'in-review' || state === 'change-in-review') return 2;
  return checked ? 2 : 1;
}

/** The way to production as a picture that reads as a list. */
export const StatusSteps = ({
  state,
  checked,
}: {
  readonly state: RelyingPartyState;
  readonly checked: boolean;
}) => {
  const now = reached(state, checked);
  return (
    <ol class="status-steps" aria-label={t('connect.steps')}>
      {STEPS.map((step, index) => {
        const place = index < now ? 'done' : index === now ? 'now' : 'later';
        return (
          <li key={step} class={place} aria-current={place === 'now' ? 'step' : undefined}>
            <span class="status-dot" aria-hidden="true">
              {place === 'done' ? <CheckIcon /> : index + 1}
            </span>
            <span>
              {t(`connect.step.${step}`)}
              <span class="hidden-visually">: {t(`connect.step.${place}`)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
};
