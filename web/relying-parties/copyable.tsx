import { t } from '../i18n/translate.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';

/** A text that is to stand elsewhere, exactly; over several lines where it has them. */
export const Copyable = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div class="copyable">
    <p class="copyable-head">
      <strong>{label}</strong>
      <Button look="quiet" small onPress={() => void copy(text)}>
        {t('connect.copy')}
        <span class="hidden-visually"> {label}</span>
      </Button>
    </p>
    <pre>
      <code>{text}</code>
    </pre>
  </div>
);

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  announce(t('connect.copied'));
}
