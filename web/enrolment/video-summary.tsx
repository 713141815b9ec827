import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { take as keep, pathOf } from './enrolment.ts';
import { Sending } from './sending.ts';
import type { Take } from './take.ts';

const useUrl = (blob: Blob): string => {
  const url = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
};

const Still = ({ blob, label }: { readonly blob: Blob; readonly label: string }) => (
  <img src={useUrl(blob)} alt={label} />
);

/** Watch it, start again, or confirm. */
export function VideoSummary({ take, onRestart }: { readonly take: Take; readonly onRestart: () => void }) {
  const { route } = useLocation();
  const { challenge, recording } = take;
  const [progress, setProgress] = useState(0);
  const [sending] = useState(() => new Sending(challenge, recording, setProgress));
  const url = useUrl(recording.video);
  const confirm = useAction(async () => {
    const view = await sending.confirm();
    keep(view);
    route(pathOf(view.step));
  });
  useEffect(() => {
    sending.send().catch(() => undefined); // told when the person confirms
  }, [sending]);
  return (
    <Page
      title={t('video.summary-title')}
      kicker={t('secure.kicker', { part: 3 })}
      lead={t('video.summary-lead')}
    >
      <FailureNotice action={confirm} />
      {/* biome-ignore lint/a11y/useMediaCaption: the person\'s own voice, just recorded */}
      <video class="replay" src={url} controls playsInline aria-label={t('video.replay')} />
      <div class="stills">
        <Still blob={recording.frames['face-1']} label={t('video.still-face', { number: 1 })} />
        <Still blob={recording.frames['face-2']} label={t('video.still-face', { number: 2 })} />
        <Still blob={recording.frames['face-3']} label={t('video.still-face', { number: 3 })} />
        <Still blob={recording.frames.document} label={t('video.still-document')} />
      </div>
      {confirm.busy && (
        <progress
          class="progress"
          max={100}
          value={Math.round(progress * 100)}
          aria-label={t('pictures.uploading')}
        />
      )}
      <div class="actions">
        <Button busy={confirm.busy} onPress={() => confirm.run()}>
          {t('video.confirm')}
        </Button>
        <Button look="second" onPress={onRestart}>
          {t('video.restart')}
        </Button>
      </div>
    </Page>
  );
}
