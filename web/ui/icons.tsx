import type { ComponentChildren } from 'preact';

const icon = (children: ComponentChildren) => () => (
  <svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {children}
  </svg>
);

export const CheckIcon = icon(<path d="M4.5 12.5l5 5 10-11" />);
export const CrossIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const ArrowIcon = icon(<path d="M5 12h14m-6-6l6 6-6 6" />);
export const BackIcon = icon(<path d="M19 12H5m6 6l-6-6 6-6" />);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.6v.1" />
  </>,
);
export const WarningIcon = icon(<path d="M12 4L2.8 19.5h18.4zM12 10v4.5M12 17.2v.1" />);
export const PhoneIcon = icon(
  <>
    <rect x="6.5" y="2.5" width="11" height="19" rx="2.5" />
    <path d="M10.5 18.5h3" />
  </>,
);
export const CameraIcon = icon(
  <>
    <path d="M3 8.5A1.5 1.5 0 014.5 7H7l1.5-2.500h7L17 7h2.500A1.5 1.5 0 0121 8.500v9A1.5 1.5 0 0119.5 19h-15A1.5 1.5 0 013 17.500z" />
    <circle cx="12" cy="13" r="3.6" />
  </>,
);
export const FileIcon = icon(
  <path d="M6 2.800h8l4.5 4.500V21H6zM14 3v5h4.500M12 17.500v-6m-2.7 2.500l2.7-2.7 2.7 2.7" />,
);
export const RotateIcon = icon(<path d="M20 12a8 8 0 11-2.6-5.900M20.5 3.500V8H16" />);
export const MailIcon = icon(
  <>
    <rect x="3" y="5" width="18" height="14" rx="2" />
    <path d="M3.5 7l8.5 6.500L20.5 7" />
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5.300l3.5 2" />
  </>,
);
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18" />
  </>,
);
export const LockIcon = icon(
  <>
    <rect x="4.5" y="10.5" width="15" height="10.5" rx="2" />
    <path d="M8 10.500V7.500a4 4 0 018 0v3" />
  </>,
);
export const EraseIcon = icon(<path d="M9 5h11.500v14H9L3 12zM12.5 9.500l5 5m0-5l-5 5" />);
export const PlayIcon = icon(<path d="M7 4.500v15l12-7.500z" />);
export const HistoryIcon = icon(<path d="M4 12a8 8 0 102.6-5.900M3.5 3.500V8H8M12 7.500V12l3 2" />);
export const LinkIcon = icon(
  <path d="M10 14l4-4M8.5 11.500l-2.8 2.800a3.2 3.2 0 004.5 4.500l2.8-2.800m2.5-3.500l2.8-2.800a3.2 3.2 0 00-4.5-4.500L11 8" />,
);
export const ListIcon = icon(<path d="M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.1M4 12h.1M4 18h.1" />);
export const ZoomIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.500L21 21M10.5 8v5M8 10.500h5" />
  </>,
);
export const BoxIcon = icon(
  <>
    <path d="M3.5 13l2.700-7.500h11.6l2.700 7.500v6h-17z" />
    <path d="M3.5 13H9a3 3 0 006 0h5.500" />
  </>,
);
export const MoreIcon = icon(
  <>
    <rect x="4" y="4" width="6.5" height="6.5" rx="1.5" />
    <rect x="13.5" y="4" width="6.5" height="6.5" rx="1.5" />
    <rect x="4" y="13.5" width="6.5" height="6.5" rx="1.5" />
    <rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.5" />
  </>,
);
export const BellIcon = icon(
  <path d="M6 16.500V11a6 6 0 0112 0v5.500l1.5 2h-15zM10 20.500a2.2 2.2 0 004 0" />,
);
export const SafeIcon = icon(
  <>
    <rect x="3.5" y="4" width="17" height="15" rx="2" />
    <circle cx="12" cy="11.5" r="3.6" />
    <path d="M12 7.900V5.800m0 11.400v-2.100M8.4 11.500H6.300m11.4 0h-2.100M6.5 19v2m11-2v2" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.500L21 21" />
  </>,
);
export const DownloadIcon = icon(<path d="M12 4v11m-4.500-4.500L12 15l4.500-4.500M4.5 20h15" />);
export const TrashIcon = icon(
  <path d="M4.5 7h15M9.5 7V4.500h5V7M6.5 7l1 13h9l1-13M10 11v5.500m4-5.500v5.500" />,
);

/** The mark: a counter window under its arch. */
export const Mark = () => (
  <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path d="M8 33V18a12 12 0 0124 0v15z" fill="var(--green)" />
    <path d="M12 30V18a8 8 0 0116 0v12z" fill="var(--sheet)" />
    <path d="M16.5 30v-3.500a3.5 3.5 0 017 0V30z" fill="var(--green)" />
    <circle cx="20" cy="18.5" r="3" fill="var(--green)" />
    <rect x="4" y="30" width="32" height="5" rx="1.5" fill="var(--brass-bright)" />
  </svg>
);
export const BadgeIcon = icon(
  <>
    <circle cx="12" cy="9.500" r="5.500" />
    <path d="M8.500 14l-1 7.500 4.500-2.500 4.500 2.500-1-7.500M9.800 9.600l1.600 1.600 2.900-3.100" />
  </>,
);
export const PenIcon = icon(
  <path d="M4 20l1.200-4.800L16.500 3.900a1.700 1.700 0 012.400 0l1.200 1.200a1.700 1.700 0 010 2.400L8.800 18.800zM14 6.500l3.500 3.500" />,
);
export const HouseIcon = icon(<path d="M3.500 11.500L12 4l8.500 7.500M6 9.800V20h12V9.800M10 20v-6h4v6" />);
export const OfficeIcon = icon(
  <path d="M5 20V5.500h9V20M14 10h5v10M3 20h18M8 9h3M8 12.500h3M8 16h3M16.500 13.500h.1M16.500 16.500h.1" />,
);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.500 20.500c.8-4 3.800-6 7.500-6s6.700 2 7.500 6" />
  </>,
);
export const SlidersIcon = icon(
  <>
    <path d="M4 7h8m4 0h4M4 17h3m4 0h9" />
    <circle cx="14" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </>,
);
