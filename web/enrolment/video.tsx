import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { FaceArt, SayArt, ShowDocumentArt } from './art.tsx';
import { HandOff } from './hand-off.tsx';
import { Studio } from './studio.tsx';
import type { Take } from './take.ts';
import { VideoSummary } from './video-summary.tsx';

const PARTS = [
  { art: <FaceArt />, title: 'video.part-face', text: 'video.part-face-text' },
  { art: <SayArt />, title: 'video.part-say', text: 'video.part-say-text' },
  { art: <ShowDocumentArt />, title: 'video.part-document', text: 'video.part-document-text' },
] as const;

const Consent = ({ onAgree }: { readonly onAgree: () => void }) => (
  <Page title={t('video.title')} kicker={t('secure.kicker', { part: 2 })} lead={t('video.lead')}>
    <ol class="parts">
      {PARTS.map(({ art, title, text }) => (
        <li key={title} class="card">
          {art}
          <h2>{t(title)}</h2>
          <p>{t(text)}</p>
        </li>
      ))}
    </ol>
    <ul class="ticks">
      {(['video.before-light', 'video.before-face', 'video.before-quiet', 'video.before-time'] as const).map(
        (key) => (
          <li key={key}>
            <CheckIcon />
            <span>{t(key)}</span>
          </li>
        ),
      )}
    </ul>
    <p>{t('video.consent')}</p>
    <div class="actions">
      <Button onPress={onAgree}>{t('video.agree')}</Button>
      <HandOff look="second" />
    </div>
  </Page>
);

/** The secure space, parts 2 and 3: face, three spoken digits, document in the frame (A8). */
export default function Video() {
  const [agreed, setAgreed] = useState(false);
  const [taken, setTaken] = useState<Take>();
  if (!agreed) return <Consent onAgree={() => setAgreed(true)} />;
  if (taken) return <VideoSummary take={taken} onRestart={() => setTaken(undefined)} />;
  return <Studio onTaken={setTaken} />;
}
