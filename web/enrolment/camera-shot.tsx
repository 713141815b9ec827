import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CameraIcon } from '../ui/icons.tsx';
import { CameraTroubleNotice } from './camera-trouble.tsx';
import { snapshot, toJpeg } from './picture.ts';
import { useCamera, useShown } from './use-camera.ts';

interface CameraShotProps {
  readonly onShot: (picture: Blob) => void;
  readonly onCancel: () => void;
}

/** The rear camera with a frame to place the document in. */
export function CameraShot({ onShot, onCancel }: CameraShotProps) {
  const { stream, trouble, reopen } = useCamera({ facing: 'environment', audio: false });
  const video = useShown(stream);
  const shoot = useAction(async () => {
    if (video.current?.videoWidth) onShot(await toJpeg(snapshot(video.current)));
  });
  if (trouble) return <CameraTroubleNotice trouble={trouble} again={reopen} />;
  return (
    <div>
      <div class="stage document">
        <video ref={video} playsInline muted aria-label={t('pictures.camera-label')} />
        <div class="mask-document" aria-hidden="true" />
        <p class="stage-advice">{t('pictures.frame-advice')}</p>
      </div>
      <FailureNotice action={shoot} />
      <div class="actions">
        <Button busy={shoot.busy || !stream} onPress={() => shoot.run()}>
          <CameraIcon />
          {t('pictures.shoot')}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
