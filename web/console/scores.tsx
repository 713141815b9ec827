import { sentenceOf, t } from '../i18n/translate.ts';
import { CheckIcon, CrossIcon } from '../ui/icons.tsx';
import type { Case } from './case.ts';

const Similarity = ({ value, threshold, number }: { value: number; threshold: number; number: number }) => {
  const enough = value >= threshold;
  return (
    <div class="score">
      <span>{t('case.similarity', { number })}</span>
      <strong class={enough ? 'numeric good' : 'numeric poor'}>{value.toFixed(1)}</strong>
      <span class={enough ? 'meter' : 'meter poor'} aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(100, value))}%` }} />
        <i style={{ left: `${threshold}%` }} />
      </span>
    </div>
  );
};

/** What the automatic checks measured. */
export const Scores = ({ scores }: { readonly scores: Case['scores'] }) => (
  <>
    {scores.faceSimilarity.map((value, i) => (
      <Similarity key={i} value={value} threshold={scores.threshold} number={i + 1} />
    ))}
    <p class="soft small">{t('case.threshold', { threshold: scores.threshold })}</p>
    {scores.liveness.length > 0 && (
      <>
        <h3>{t('case.liveness')}</h3>
        <ul class="marks">
          {scores.liveness.map(({ code, passed, detail }) => (
            <li key={code} class={passed ? 'good' : 'poor'}>
              {passed ? <CheckIcon /> : <CrossIcon />}
              <span>
                {sentenceOf(`liveness.${code}`) ?? code}: {passed ? t('case.passed') : t('case.failed')}
                {detail && <span class="soft"> ({detail})</span>}
              </span>
            </li>
          ))}
        </ul>
      </>
    )}
  </>
);
