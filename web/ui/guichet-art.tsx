/** The counter window: a document goes in, an identity on a phone comes out. Decorative. */
export const GuichetArt = () => (
  <svg class="art guichet-art" viewBox="0 0 480 440" aria-hidden="true" focusable="false">
    <path d="M40 400V232a200 200 0 01400 0v168z" fill="var(--art-wall)" />
    <path d="M72 356V232a168 168 0 01336 0v124z" fill="var(--green)" />
    <path d="M92 356V232a148 148 0 01296 0v124z" fill="var(--sheet)" />
    <g stroke="var(--line)" stroke-width="2" fill="none">
      <path d="M240 84v96M144 119l46 76M336 119l-46 76M96 206l84 28M384 206l-84 28" />
      <path d="M180 356V244a60 60 0 01120 0v112" />
    </g>
    <path d="M180 356V244a60 60 0 01120 0v112z" fill="var(--green-wash)" />
    <path d="M240 72v36" stroke="var(--brass-bright)" stroke-width="5" />
    <path d="M210 128a30 22 0 0160 0z" fill="var(--brass-bright)" />
    <ellipse
      cx="240"
      cy="131"
      rx="11"
      ry="6"
      fill="var(--brass-wash)"
      stroke="var(--brass-bright)"
      stroke-width="2"
    />
    <path d="M196 356v-26a44 44 0 0188 0v26z" fill="var(--green)" />
    <path d="M226 292h28v14a14 14 0 01-28 0z" fill="var(--art-skin)" />
    <circle cx="240" cy="262" r="30" fill="var(--art-skin)" />
    <path
      d="M209 262c-4-30 14-40 32-40s34 12 30 38c-8-14-22-17-31-18-12 2-24 6-31 20z"
      fill="var(--art-ink)"
    />
    <path
      d="M228 312l12 16 12-16"
      fill="none"
      stroke="var(--sheet)"
      stroke-width="4"
      stroke-linejoin="round"
    />
    <rect x="24" y="350" width="432" height="26" rx="5" fill="var(--brass-bright)" />
    <rect x="40" y="376" width="400" height="40" rx="4" fill="var(--green)" />
    <path d="M196 356h88" stroke="var(--art-ink)" stroke-width="7" stroke-linecap="round" />
    <g transform="rotate(-9 130 330)">
      <rect
        x="86"
        y="292"
        width="98"
        height="64"
        rx="7"
        fill="var(--art-paper)"
        stroke="var(--art-ink)"
        stroke-width="2.5"
      />
      <rect x="95" y="303" width="24" height="30" rx="3" fill="var(--art-wall)" />
      <circle cx="107" cy="313" r="6" fill="var(--art-ink)" opacity="0.75" />
      <path d="M98 333a9 9 0 0118 0z" fill="var(--art-ink)" opacity="0.75" />
      <path
        d="M128 307h46M128 317h36M128 327h42"
        stroke="var(--line-strong)"
        stroke-width="4"
        stroke-linecap="round"
      />
      <path d="M95 345h80" stroke="var(--art-ink)" stroke-width="3" stroke-dasharray="5 3" />
    </g>
    <g transform="rotate(7 352 310)">
      <rect x="316" y="246" width="70" height="118" rx="12" fill="var(--art-ink)" />
      <rect x="322" y="256" width="58" height="96" rx="5" fill="var(--art-paper)" />
      <circle cx="351" cy="288" r="17" fill="#0b4a3f" />
      <path
        d="M343 288l6 6 11-12"
        fill="none"
        stroke="#fff"
        stroke-width="4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <g fill="#16211d">
        <circle cx="333" cy="325" r="4" />
        <circle cx="345" cy="325" r="4" />
        <circle cx="357" cy="325" r="4" />
        <circle cx="369" cy="325" r="4" />
      </g>
    </g>
  </svg>
);
