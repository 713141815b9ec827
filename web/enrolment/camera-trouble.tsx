import { t } from '../i18n/translate.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import type { CameraTrouble } from './camera.ts';
import { HandOff } from './hand-off.tsx';

/** No camera or microphone: what to do here, or on a phone, or at a counter. Never a dead end. */
export const CameraTroubleNotice = ({ trouble, again }: { trouble: CameraTrouble; again: () => void }) => (
  <div class="notice bad" role="alert">
    <WarningIcon />
    <div>
      <h2>{t(`camera.${trouble}`)}</h2>
      <p>{t(`camera.${trouble}-advice`)}</p>
      <div class="actions">
        <Button small onPress={again}>
          {t('try-again')}
        </Button>
        <HandOff look="second" />
        <ButtonLink href="/enrol/channel" look="quiet">
          {t('next.counter')}
        </ButtonLink>
      </div>
    </div>
  </div>
);
