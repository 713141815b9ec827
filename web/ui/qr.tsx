import { useMemo } from 'preact/hooks';
import qrcode from 'qrcode-generator';

const QUIET = 4;

/** The dark modules of a QR code as one path, and the side of the drawing in modules. */
function drawing(text: string): { readonly path: string; readonly side: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let y = 0; y < count; y++)
    for (let x = 0; x < count; x++) if (code.isDark(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return { path, side: count + 2 * QUIET };
}

/** A QR code; the same link must stand beside it in words for who cannot scan it. */
export default function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, side } = useMemo(() => drawing(text), [text]);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
