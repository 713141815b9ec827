import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';

/** How loud the microphone hears now, 0–1. */
function useLoudness(stream: MediaStream | undefined): number {
  const [loudness, setLoudness] = useState(0);
  useEffect(() => {
    if (!stream || stream.getAudioTracks().length === 0) return;
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
      setLoudness(Math.min(1, peak / 64));
    }, 120);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [stream]);
  return loudness;
}

/** Shows that the microphone hears. */
export const MicrophoneMeter = ({ stream }: { readonly stream: MediaStream | undefined }) => {
  const loudness = useLoudness(stream);
  return (
    <div class="microphone">
      <span>{t('video.microphone')}</span>
      <span class="meter" aria-hidden="true">
        <span style={{ width: `${Math.round(loudness * 100)}%` }} />
      </span>
    </div>
  );
};
