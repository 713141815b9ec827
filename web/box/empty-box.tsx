import type { FolderName } from '../../lambdas/contracts/mailbox.ts';
import { t } from '../i18n/translate.ts';

/** An open pigeonhole with nothing in it. */
const Pigeonholes = () => (
  <svg viewBox="0 0 220 120" aria-hidden="true" focusable="false" class="empty-art">
    <rect x="10" y="12" width="200" height="96" rx="8" fill="var(--art-wall)" />
    {[0, 1, 2].map((column) => (
      <path
        key={column}
        d={`M${26 + column * 60} 98V52a24 24 0 0148 0v46z`}
        fill={column === 1 ? 'var(--sheet)' : 'var(--green)'}
        stroke="var(--green)"
        stroke-width="3"
      />
    ))}
    <circle cx="50" cy="72" r="4" fill="var(--brass-bright)" />
    <circle cx="170" cy="72" r="4" fill="var(--brass-bright)" />
    <path d="M94 90h32" stroke="var(--brass-bright)" stroke-width="3" stroke-linecap="round" />
    <rect x="4" y="104" width="212" height="9" rx="3" fill="var(--brass-bright)" />
  </svg>
);

/** Nothing in a folder, or nothing found. */
export const EmptyBox = ({ folder, words }: { readonly folder: FolderName; readonly words: string }) => (
  <div class="empty-box">
    {!words && <Pigeonholes />}
    <p class="lead">{words ? t('box.none-found', { words }) : t(`box.${folder}-empty`)}</p>
    {!words && <p class="soft">{t(`box.${folder}-empty-text`)}</p>}
  </div>
);
