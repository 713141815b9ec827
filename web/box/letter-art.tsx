/** A sealed envelope: who it is from cannot be seen. */
export const LetterArt = () => (
  <svg viewBox="0 0 160 110" aria-hidden="true" focusable="false" class="letter-art">
    <rect
      x="6"
      y="14"
      width="148"
      height="88"
      rx="8"
      fill="var(--art-paper)"
      stroke="var(--line-strong)"
      stroke-width="2"
    />
    <path d="M8 20l72 46 72-46" fill="none" stroke="var(--line-strong)" stroke-width="2" />
    <path d="M20 88h34M20 80h22" stroke="var(--line)" stroke-width="4" stroke-linecap="round" />
    <circle cx="80" cy="66" r="17" fill="var(--brass-bright)" />
    <path d="M73 75v-9a7 7 0 0114 0v9z" fill="var(--green)" />
    <circle cx="132" cy="34" r="11" fill="none" stroke="var(--green)" stroke-width="2.500" />
    <path d="M112 40h-10m9-7h-9m10-7h-8" stroke="var(--green)" stroke-width="2" stroke-linecap="round" />
  </svg>
);
