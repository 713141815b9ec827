import { useEffect, useRef, useState } from 'preact/hooks';
import type { VideoChallenge } from '../../lambdas/contracts/enrolment.ts';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { cameras } from './camera.ts';
import { CameraTroubleNotice } from './camera-trouble.tsx';
import { MicrophoneMeter } from './microphone-meter.tsx';
import { record, recordableType, type Scene, type Timing, timingOf } from './recording.ts';
import type { Take } from './take.ts';
import { useCamera, useShown } from './use-camera.ts';

const Ring = ({ seconds }: { readonly seconds: number }) => (
  <svg class="ring" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <circle cx="20" cy="20" r="16" class="ring-rail" />
    <circle
      cx="20"
      cy="20"
      r="16"
      class="ring-time"
      pathLength={100}
      style={{ animationDuration: `${seconds}s` }}
    />
  </svg>
);

interface OverlayProps {
  readonly scene: Scene | undefined;
  readonly digits: string;
  readonly timing: Timing | undefined;
}

/** What lies over the camera's picture: the mask, the digit to say, the time left. */
const Overlay = ({ scene, digits, timing }: OverlayProps) => {
  const total = timing ? 3 * timing.digit + timing.document : 0;
  return (
    <>
      <div class={scene?.at === 'document' ? 'mask-document' : 'mask-face'} aria-hidden="true" />
      <div class="stage-words" aria-live="assertive">
        {!scene && <p class="stage-advice">{t('video.place-face')}</p>}
        {scene?.at === 'ready' && (
          <>
            <p class="stage-advice">{t('video.get-ready')}</p>
            <p class="stage-digit waiting-digit">{scene.count}</p>
          </>
        )}
        {scene?.at === 'digit' && (
          <>
            <p class="stage-advice">{t('video.say')}</p>
            <p class="stage-digit" key={scene.index}>
              {digits[scene.index]}
            </p>
          </>
        )}
        {scene?.at === 'document' && <p class="stage-advice">{t('video.show-document')}</p>}
      </div>
      {scene && scene.at !== 'ready' && <Ring key="ring" seconds={total} />}
    </>
  );
};

const CameraChoice = ({
  stream,
  onChoose,
}: {
  stream: MediaStream | undefined;
  onChoose: (id: string) => void;
}) => {
  const [found, setFound] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    if (stream) void cameras().then(setFound);
  }, [stream]);
  if (found.length < 2) return null;
  const current = stream?.getVideoTracks()[0]?.getSettings().deviceId ?? '';
  return (
    <SelectField
      id="camera"
      label={t('video.camera')}
      value={current}
      onValue={onChoose}
      options={found.map((device, i) => ({
        value: device.deviceId,
        label: device.label || `${t('video.camera')} ${i + 1}`,
      }))}
    />
  );
};

/** Camera and microphone check, then the recording itself, within its time limit. */
export function Studio({ onTaken }: { readonly onTaken: (take: Take) => void }) {
  const [deviceId, chooseCamera] = useState<string>();
  const { stream, trouble, reopen } = useCamera({ facing: 'user', audio: true, deviceId });
  const video = useShown(stream);
  const [scene, setScene] = useState<Scene>();
  const [challenge, setChallenge] = useState<VideoChallenge>();
  const documentShown = useRef(false);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);

  const take = useAction(async () => {
    if (!stream || !video.current) return;
    const fresh = await call<VideoChallenge>('POST', '/api/enrolment/video/challenge', {});
    setChallenge(fresh);
    documentShown.current = false;
    try {
      const recording = await record({
        stream,
        video: video.current,
        timing: timingOf(fresh.recordingSeconds),
        signal: leaving.current.signal,
        onScene: setScene,
        documentShown: () => documentShown.current,
      });
      onTaken({ challenge: fresh, recording });
    } finally {
      setScene(undefined);
    }
  });

  const blocked = recordableType() ? trouble : 'unsupported';
  return (
    <Page
      title={scene ? t('video.recording') : t('video.studio-title')}
      kicker={t('secure.kicker', { part: scene?.at === 'document' ? 3 : 2 })}
    >
      {blocked ? (
        <CameraTroubleNotice trouble={blocked} again={reopen} />
      ) : (
        <>
          <FailureNotice action={take} />
          <div class="stage face">
            <video ref={video} playsInline muted class="mirrored" aria-label={t('video.camera-label')} />
            <Overlay
              scene={scene}
              digits={challenge?.digits ?? ''}
              timing={challenge && timingOf(challenge.recordingSeconds)}
            />
          </div>
          {scene?.at === 'document' && (
            <div class="actions">
              <Button
                onPress={() => {
                  documentShown.current = true;
                }}
              >
                {t('video.document-done')}
              </Button>
            </div>
          )}
          {!scene && (
            <>
              <MicrophoneMeter stream={stream} />
              <CameraChoice stream={stream} onChoose={chooseCamera} />
              <div class="actions">
                <Button busy={take.busy || !stream} onPress={() => take.run()}>
                  {t('video.record')}
                </Button>
              </div>
            </>
          )}
        </>
      )}
    </Page>
  );
}
