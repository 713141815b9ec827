import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PictureJudgement, PictureSide } from '../../lambdas/contracts/enrolment.ts';
import { call } from '../api/call.ts';
import { upload } from '../api/upload.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CameraIcon, CheckIcon, FileIcon, RotateIcon, WarningIcon } from '../ui/icons.tsx';
import { CameraShot } from './camera-shot.tsx';
import { reload } from './enrolment.ts';
import { isPdf, preparePicture, UnusablePicture, unusable } from './picture.ts';

interface Chosen {
  readonly blob: Blob;
  readonly name: string;
  readonly turns: number;
}

const ACCEPT = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf';

const Preview = ({ chosen, onUnusable }: { readonly chosen: Chosen; readonly onUnusable: () => void }) => {
  const url = useMemo(() => URL.createObjectURL(chosen.blob), [chosen.blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  if (isPdf(chosen.blob)) return <p class="pdf">{chosen.name}</p>;
  return (
    <div class="preview">
      <img src={url} alt={t('pictures.preview')} class={`turned-${chosen.turns % 4}`} onError={onUnusable} />
    </div>
  );
};

const Judgement = ({ judgement }: { readonly judgement: PictureJudgement }) =>
  judgement.legible ? (
    <div class="notice">
      <CheckIcon />
      <div>
        <h3>{t('pictures.good')}</h3>
      </div>
    </div>
  ) : (
    <div class="notice bad" role="alert">
      <WarningIcon />
      <div>
        <h3>{sentenceOf(`picture.${judgement.reason ?? 'illegible'}`) ?? t('picture.illegible')}</h3>
        <p>
          {sentenceOf(`picture.${judgement.reason ?? 'illegible'}-advice`) ?? t('picture.illegible-advice')}
        </p>
      </div>
    </div>
  );

const FileChoice = ({ side, onFile }: { side: PictureSide; onFile: (file: File) => void }) => (
  <label class="button second file">
    <FileIcon />
    {t('pictures.file')}
    <input
      id={`file-${side}`}
      class="hidden-visually"
      type="file"
      accept={ACCEPT}
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        event.currentTarget.value = '';
        if (file) onFile(file);
      }}
    />
  </label>
);

const UploadMeter = ({ fraction }: { readonly fraction: number }) => (
  <div>
    <p class="waiting">
      <span class="spinner" aria-hidden="true" />
      {fraction < 1 ? t('pictures.uploading') : t('pictures.judging')}
    </p>
    <progress
      class="progress"
      max={100}
      value={Math.round(fraction * 100)}
      aria-label={t('pictures.uploading')}
    />
  </div>
);

async function judge(
  side: PictureSide,
  chosen: Chosen,
  onProgress: (fraction: number) => void,
): Promise<PictureJudgement> {
  const content = await preparePicture(chosen.blob, chosen.name, chosen.turns);
  const contentType = isPdf(content) ? 'application/pdf' : 'image/jpeg';
  const id = await upload({ kind: 'document', side, contentType, size: content.size }, content, onProgress);
  return call<PictureJudgement>('POST', '/api/enrolment/document', { side, upload: id });
}

/** One side of the document: choose or photograph, look, turn, send; judged at once (A7). */
export function PictureSideCard({
  side,
  judged,
}: {
  side: PictureSide;
  judged: PictureJudgement | undefined;
}) {
  const [chosen, setChosen] = useState<Chosen>();
  const [camera, setCamera] = useState(false);
  const [progress, setProgress] = useState(0);
  const send = useAction(async (picture: Chosen) => {
    setProgress(0);
    const judgement = await judge(side, picture, setProgress);
    announce(judgement.legible ? t('pictures.good') : t('picture.illegible'));
    setChosen(undefined);
    await reload();
  });
  const choose = (blob: Blob, name: string): void => {
    setCamera(false);
    send.fail(undefined);
    setChosen({ blob, name, turns: 0 });
  };
  /** What the browser cannot show it cannot send: told at once. */
  const refuse = ({ blob, name }: Chosen): void => {
    setChosen(undefined);
    send.fail(unusable(blob, name));
  };
  return (
    <section class="card" aria-labelledby={`side-${side}`} data-side={side}>
      <h2 id={`side-${side}`}>{t(`pictures.${side}`)}</h2>
      {!chosen && !camera && judged && <Judgement judgement={judged} />}
      {send.failure instanceof UnusablePicture ? (
        <div class="notice bad" role="alert">
          <WarningIcon />
          <div>
            <h3>{t(`picture.${send.failure.code}`)}</h3>
            <p>{t(`picture.${send.failure.code}-advice`)}</p>
          </div>
        </div>
      ) : (
        <FailureNotice action={send} />
      )}
      {camera && (
        <CameraShot onShot={(shot) => choose(shot, 'camera.jpg')} onCancel={() => setCamera(false)} />
      )}
      {chosen && <Preview chosen={chosen} onUnusable={() => refuse(chosen)} />}
      {send.busy && <UploadMeter fraction={progress} />}
      {chosen && !send.busy && (
        <div class="actions">
          <Button onPress={() => send.run(chosen)}>{t('pictures.use')}</Button>
          {!isPdf(chosen.blob) && (
            <Button look="second" onPress={() => setChosen({ ...chosen, turns: chosen.turns + 1 })}>
              <RotateIcon />
              {t('pictures.rotate')}
            </Button>
          )}
          <Button look="quiet" onPress={() => setChosen(undefined)}>
            {t('pictures.other')}
          </Button>
        </div>
      )}
      {!chosen && !camera && (
        <div class="actions">
          <Button look={judged?.legible ? 'second' : 'first'} onPress={() => setCamera(true)}>
            <CameraIcon />
            {judged ? t('pictures.camera-again') : t('pictures.camera')}
          </Button>
          <FileChoice side={side} onFile={(file) => choose(file, file.name)} />
        </div>
      )}
    </section>
  );
}
