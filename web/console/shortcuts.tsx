import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type PlainKey, t } from '../i18n/translate.ts';
import { Dialog } from '../ui/dialog.tsx';

const KEPT = 'guichet-console-shortcuts';

/** Single-key shortcuts can be switched off (WCAG 2.2 §2.1.4). */
export const shortcutsOn = signal(localStorage.getItem(KEPT) !== 'off');

export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  localStorage.setItem(KEPT, on ? 'on' : 'off');
}

export type Shortcuts = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, dialog *');

/** Listens for single keys while the component is shown, never while something is typed. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const act = current.current[event.key];
      if (!act || !plain || !shortcutsOn.value || isTyping(event.target)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

const KEYS: readonly (readonly [keys: string, what: PlainKey])[] = [
  ['a', 'keys.approve'],
  ['t', 'keys.retry'],
  ['r', 'keys.reject'],
  ['1 – 9', 'keys.ticks'],
  ['v', 'keys.play'],
  ['o', 'keys.rotate'],
  ['+  −', 'keys.zoom'],
  ['b', 'keys.back'],
];

export const ShortcutList = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title={t('keys.title')} onClose={onClose}>
    <p class="soft">{t('queue.keys')}</p>
    <dl class="facts keys">
      {KEYS.map(([keys, what]) => (
        <div key={what}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{t(what)}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
