import { type PlainKey, t } from '../i18n/translate.ts';

/** The steps as the person sees them; several pages may share one. */
const STAGES: readonly { readonly label: PlainKey; readonly pages: readonly string[] }[] = [
  { label: 'progress.start', pages: ['', 'eligibility'] },
  { label: 'progress.contact', pages: ['email', 'phone'] },
  { label: 'progress.identity', pages: ['document', 'form', 'review'] },
  { label: 'progress.letter', pages: ['channel', 'letter'] },
  { label: 'progress.pictures', pages: ['pictures'] },
  { label: 'progress.video', pages: ['video', 'send'] },
  { label: 'progress.decision', pages: ['status'] },
];

const look = (index: number, current: number): string =>
  index < current ? 'done' : index === current ? 'now' : 'later';

/** Where the person is: a rail of numbered stages on a wide screen, a line on a small one. */
export const Progress = ({ page }: { readonly page: string }) => {
  const current = STAGES.findIndex((stage) => stage.pages.includes(page));
  const stage = STAGES[current];
  if (!stage) return null;
  return (
    <nav class="progress-rail" aria-label={t('progress.title')}>
      <p class="progress-line">
        {t('progress.where', { step: current + 1, of: STAGES.length })} · <strong>{t(stage.label)}</strong>
      </p>
      <ol>
        {STAGES.map(({ label }, index) => (
          <li key={label} class={look(index, current)} aria-current={index === current ? 'step' : undefined}>
            <span class="progress-number" aria-hidden="true">
              {index + 1}
            </span>
            <span class="progress-label">{t(label)}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
};
