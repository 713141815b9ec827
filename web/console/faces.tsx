import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import type { Case } from './case.ts';

type Box = NonNullable<Case['portraitBox']>;

/** Room around the portrait, as a fraction of its size, so that hair and chin are seen. */
const ROOM = 0.25;

function widened({ left, top, width, height }: Box): Box {
  const x = Math.max(0, left - width * ROOM);
  const y = Math.max(0, top - height * ROOM);
  return {
    left: x,
    top: y,
    width: Math.min(1 - x, width * (1 + 2 * ROOM)),
    height: Math.min(1 - y, height * (1 + 2 * ROOM)),
  };
}

/** The portrait, cut out of the front picture by the browser. */
const Crop = ({ url, box }: { readonly url: string; readonly box: Box }) => {
  const [ratio, setRatio] = useState(1);
  const { left, top, width, height } = widened(box);
  return (
    <div class="crop" style={{ aspectRatio: `${(width / height) * ratio}` }}>
      <img
        src={url}
        alt={t('case.portrait')}
        onLoad={({ currentTarget }) => setRatio(currentTarget.naturalWidth / currentTarget.naturalHeight)}
        style={{
          width: `${100 / width}%`,
          left: `${(-100 * left) / width}%`,
          top: `${(-100 * top) / height}%`,
        }}
      />
    </div>
  );
};

const Portrait = ({ evidence, portraitBox }: Pick<Case, 'evidence' | 'portraitBox'>) => {
  if (evidence.portrait) return <img src={evidence.portrait} alt={t('case.portrait')} />;
  if (evidence.front && portraitBox) return <Crop url={evidence.front} box={portraitBox} />;
  return <p class="soft">{t('case.no-picture')}</p>;
};

/** Portrait beside the stills of the video. */
export const Faces = ({ shown }: { readonly shown: Case }) => (
  <div class="faces">
    <figure class="faces-portrait">
      <Portrait evidence={shown.evidence} portraitBox={shown.portraitBox} />
      <figcaption>{t('case.portrait')}</figcaption>
    </figure>
    {shown.evidence.frames.map((url, i) => (
      <figure key={url}>
        <img src={url} alt={t('case.selfie', { number: i + 1 })} />
        <figcaption>{t('case.selfie', { number: i + 1 })}</figcaption>
      </figure>
    ))}
    {shown.evidence.documentFrame && (
      <figure>
        <img src={shown.evidence.documentFrame} alt={t('case.document-in-hand')} />
        <figcaption>{t('case.document-in-hand')}</figcaption>
      </figure>
    )}
  </div>
);
