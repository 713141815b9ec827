import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { Button } from '../ui/button.tsx';
import { RotateIcon, ZoomIcon } from '../ui/icons.tsx';
import { Scroll } from './scroll.tsx';
import { useShortcuts } from './shortcuts.tsx';

interface ViewerProps {
  readonly pictures: readonly { readonly url: string; readonly label: string }[];
}

const LARGEST = 4;

/** The document's pictures: larger, smaller, turned; by button and by key. */
export function Viewer({ pictures }: ViewerProps) {
  const [zoom, setZoom] = useState(1);
  const [turns, setTurns] = useState(0);
  const larger = (): void => setZoom((now) => Math.min(now * 1.5, LARGEST));
  const smaller = (): void => setZoom((now) => Math.max(now / 1.5, 1));
  const turn = (): void => setTurns((now) => (now + 1) % 4);
  useShortcuts({ '+': larger, '-': smaller, o: turn });
  return (
    <div class="viewer">
      <div class="viewer-tools">
        <Button look="second" small onPress={larger}>
          <ZoomIcon />
          {t('case.zoom-in')}
        </Button>
        <Button look="second" small onPress={smaller}>
          {t('case.zoom-out')}
        </Button>
        <Button look="second" small onPress={turn}>
          <RotateIcon />
          {t('case.rotate')}
        </Button>
      </div>
      <div class="viewer-sides">
        {pictures.map(({ url, label }) => (
          <figure key={label}>
            <Scroll label={label} look="viewer-window">
              <img src={url} alt={label} class={`turned-${turns}`} style={{ width: `${zoom * 100}%` }} />
            </Scroll>
            <figcaption>{label}</figcaption>
          </figure>
        ))}
      </div>
    </div>
  );
}
