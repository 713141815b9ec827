import type { ComponentChildren } from 'preact';

const Art = ({ children, box }: { readonly children: ComponentChildren; readonly box: string }) => (
  <svg class="art" viewBox={box} aria-hidden="true" focusable="false">
    {children}
  </svg>
);

const Portrait = () => (
  <g>
    <rect x="0" y="0" width="44" height="56" rx="4" fill="var(--art-wall)" />
    <circle cx="22" cy="22" r="11" fill="var(--art-skin)" />
    <path d="M11 21c-1-11 6-15 12-15s11 4 10 14c-4-6-9-6-12-6-4 0-7 2-10 7z" fill="var(--art-ink)" />
    <path d="M4 56c0-14 8-20 18-20s18 6 18 20z" fill="var(--line-strong)" />
  </g>
);

const Lines = ({ x, y, widths }: { x: number; y: number; widths: readonly number[] }) => (
  <path
    d={widths.map((width, i) => `M${x} ${y + i * 13}h${width}`).join('')}
    stroke="var(--line-strong)"
    stroke-width="5"
    stroke-linecap="round"
  />
);

const MrzLines = ({ x, y, width, count }: { x: number; y: number; width: number; count: number }) => (
  <path
    d={Array.from({ length: count }, (_, i) => `M${x} ${y + i * 9}h${width}`).join('')}
    stroke="#16211d"
    stroke-width="3.6"
    stroke-dasharray="5 2.4"
  />
);

/** The front of an identity card, 160 × 101 (ID-1). */
const Card = () => (
  <g>
    <rect width="160" height="101" rx="9" fill="var(--art-paper)" stroke="#16211d" stroke-width="2.5" />
    <path d="M1.5 26V10q0-8.5 8-8.500h141q8 0 8 8.500v16z" fill="#0b4a3f" opacity="0.14" />
    <path d="M12 15h54" stroke="#0b4a3f" stroke-width="6" stroke-linecap="round" />
    <g transform="translate(12 34)">
      <Portrait />
    </g>
    <Lines x={70} y={42} widths={[74, 52, 66, 40]} />
  </g>
);

export const CardArt = () => (
  <Art box="0 0 240 150">
    <rect width="240" height="150" fill="var(--green-wash)" />
    <g transform="translate(40 24)">
      <Card />
    </g>
  </Art>
);

export const PassportArt = () => (
  <Art box="0 0 240 150">
    <rect width="240" height="150" fill="var(--green-wash)" />
    <rect x="44" y="16" width="88" height="118" rx="7" fill="#7a1f2c" stroke="#16211d" stroke-width="2.5" />
    <g stroke="#f2cf73" stroke-width="3" fill="none" stroke-linecap="round">
      <circle cx="88" cy="66" r="21" />
      <ellipse cx="88" cy="66" rx="9" ry="21" />
      <path d="M67 66h42M66 34h44M72 106h32" />
    </g>
    <g transform="translate(118 38) rotate(7)">
      <rect width="96" height="68" rx="5" fill="var(--art-paper)" stroke="#16211d" stroke-width="2.5" />
      <g transform="translate(8 8) scale(0.62)">
        <Portrait />
      </g>
      <Lines x={44} y={14} widths={[42, 30, 36]} />
      <MrzLines x={8} y={53} width={80} count={2} />
    </g>
  </Art>
);

export const PermitArt = () => (
  <Art box="0 0 240 150">
    <rect width="240" height="150" fill="var(--green-wash)" />
    <g transform="translate(40 24)">
      <rect width="160" height="101" rx="9" fill="#f9dfe4" stroke="#16211d" stroke-width="2.5" />
      <path d="M12 15h84" stroke="#8c2a45" stroke-width="6" stroke-linecap="round" />
      <rect x="116" y="32" width="30" height="24" rx="5" fill="#e0a526" stroke="#16211d" stroke-width="1.8" />
      <path d="M116 44h30M131 32v24" stroke="#16211d" stroke-width="1.5" />
      <g transform="translate(12 30)">
        <Portrait />
      </g>
      <Lines x={66} y={38} widths={[40, 30, 64, 78]} />
    </g>
  </Art>
);

const Corners = ({ colour }: { readonly colour: string }) => (
  <path
    d="M22 40V22h22M196 22h22v18M218 110v18h-22M44 128H22v-18"
    fill="none"
    stroke={colour}
    stroke-width="6"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
);

const Example = ({ good, children }: { readonly good?: boolean; readonly children: ComponentChildren }) => (
  <Art box="0 0 240 150">
    <rect width="240" height="150" fill={good ? 'var(--green-wash)' : 'var(--red-wash)'} />
    {children}
    <Corners colour={good ? 'var(--green)' : 'var(--red)'} />
  </Art>
);

export const GoodPhotoArt = () => (
  <Example good>
    <g transform="translate(40 24)">
      <Card />
    </g>
  </Example>
);

export const BlurredPhotoArt = () => (
  <Example>
    {[-7, -3.5, 0, 3.5, 7].map((shift) => (
      <g key={shift} transform={`translate(${40 + shift} ${24 + shift / 2})`} opacity="0.28">
        <Card />
      </g>
    ))}
  </Example>
);

export const GlarePhotoArt = () => (
  <Example>
    <g transform="translate(40 24)">
      <Card />
      <path d="M60 1.500h52L74 99.500H24z" fill="#fff" opacity="0.93" />
      <path d="M122 1.500h14L100 99.500H86z" fill="#fff" opacity="0.85" />
    </g>
  </Example>
);

export const CutPhotoArt = () => (
  <Example>
    <g transform="translate(104 -20) scale(1.25)">
      <Card />
    </g>
  </Example>
);

/** Where to place the face; the same oval lies over the camera's picture. */
export const FaceArt = () => (
  <Art box="0 0 240 180">
    <rect width="240" height="180" fill="var(--art-wall)" />
    <path d="M52 180c4-36 30-50 68-50s64 14 68 50z" fill="var(--line-strong)" />
    <path d="M106 112h28v22a14 14 0 01-28 0z" fill="var(--art-skin)" />
    <ellipse cx="120" cy="84" rx="36" ry="44" fill="var(--art-skin)" />
    <path d="M82 82c-6-46 22-56 40-56s42 12 36 54c-8-22-24-26-38-27-16 3-30 9-38 29z" fill="var(--art-ink)" />
    <g fill="none" stroke="#16211d" stroke-width="3.5" stroke-linecap="round">
      <path d="M102 84h6M132 84h6M120 88v12M110 110q10 7 20 0" />
    </g>
    <ellipse
      cx="120"
      cy="86"
      rx="58"
      ry="72"
      fill="none"
      stroke="var(--green)"
      stroke-width="5"
      stroke-dasharray="12 8"
    />
  </Art>
);

export const SayArt = () => (
  <Art box="0 0 240 180">
    <rect width="240" height="180" fill="var(--green-wash)" />
    {['4', '0', '7'].map((digit, i) => (
      <g key={digit} transform={`translate(${38 + i * 58} 46)`}>
        <rect width="48" height="62" rx="8" fill="var(--art-paper)" stroke="#16211d" stroke-width="2.5" />
        <text x="24" y="45" text-anchor="middle" font-size="40" font-weight="600" fill="#16211d">
          {digit}
        </text>
      </g>
    ))}
    <path
      d="M84 134q8 7 0 15M100 128q14 13 0 27M116 122q20 19 0 39"
      fill="none"
      stroke="var(--green)"
      stroke-width="5"
      stroke-linecap="round"
    />
  </Art>
);

export const ShowDocumentArt = () => (
  <Art box="0 0 240 180">
    <rect width="240" height="180" fill="var(--art-wall)" />
    <g transform="translate(40 40)">
      <Card />
    </g>
    <path
      d="M20 180c-4-40 2-62 26-66 10-2 16 8 12 18l-8 48zM220 180c4-40-2-62-26-66-10-2-16 8-12 18l8 48z"
      fill="var(--art-skin)"
    />
    <rect
      x="26"
      y="26"
      width="188"
      height="129"
      rx="14"
      fill="none"
      stroke="var(--green)"
      stroke-width="5"
      stroke-dasharray="12 8"
    />
  </Art>
);

export const LetterArt = () => (
  <svg class="art letter-art" viewBox="0 0 320 220" aria-hidden="true" focusable="false">
    <path d="M40 84L160 12l120 72v112a10 10 0 01-10 10H50a10 10 0 01-10-10z" fill="var(--green)" />
    <rect
      x="64"
      y="30"
      width="192"
      height="140"
      rx="6"
      fill="var(--art-paper)"
      stroke="#16211d"
      stroke-width="2.5"
    />
    <path
      d="M86 58h90M86 76h148M86 92h148M86 108h110"
      stroke="#7a735f"
      stroke-width="5"
      stroke-linecap="round"
    />
    <path
      d="M40 86l120 74 120-74v110a10 10 0 01-10 10H50a10 10 0 01-10-10z"
      fill="var(--green-wash)"
      stroke="var(--green)"
      stroke-width="2.5"
    />
    <path d="M43 203l92-58M277 203l-92-58" stroke="var(--green)" stroke-width="2.5" />
    <circle cx="160" cy="160" r="26" fill="#a3261a" />
    <path
      d="M148 168v-8a12 12 0 0124 0v8zM144 170h32"
      fill="#fff"
      stroke="#fff"
      stroke-width="3"
      stroke-linecap="round"
    />
  </svg>
);

/** The stamp on an accepted case. */
export const StampArt = () => (
  <svg class="art stamp-art" viewBox="0 0 200 200" aria-hidden="true" focusable="false">
    <g fill="none" stroke="var(--green)" transform="rotate(-8 100 100)">
      <circle cx="100" cy="100" r="90" stroke-width="6" />
      <circle cx="100" cy="100" r="78" stroke-width="2.5" stroke-dasharray="3 5" />
      <path d="M62 140V94a38 38 0 0176 0v46" stroke-width="5" fill="var(--green-wash)" />
      <path d="M48 141h104" stroke-width="9" stroke-linecap="round" />
      <path d="M82 101l13 13 24-27" stroke-width="8" stroke-linecap="round" stroke-linejoin="round" />
    </g>
  </svg>
);
