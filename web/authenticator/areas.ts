import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import type { PlainKey } from '../i18n/translate.ts';
import {
  BadgeIcon,
  BellIcon,
  BoxIcon,
  FileIcon,
  GlobeIcon,
  HistoryIcon,
  HouseIcon,
  LinkIcon,
  ListIcon,
  OfficeIcon,
  PenIcon,
  PersonIcon,
  SlidersIcon,
} from '../ui/icons.tsx';

/** A part of the app behind the phone's key. */
export interface Area {
  /** `/app/box`: the area shows this page and all below. `/organisation` is a part of the origin of its own. */
  readonly path: `/app/${string}` | '/organisation';
  readonly label: PlainKey;
  /** One line under the label on the page "More". */
  readonly text: PlainKey;
  readonly Icon: ComponentType;
  /** Stands in the bar at the bottom; the others stand on "More". */
  readonly tab?: boolean;
  /** Loaded with its first visit; absent for what `authenticator-area.tsx` shows itself. */
  readonly Shown?: ComponentType;
}

/** Every area of the app, in the order they are listed. A new one is one line here. */
export const AREAS: readonly Area[] = [
  {
    path: '/app/box',
    label: 'app.tab-box',
    text: 'area.box',
    Icon: BoxIcon,
    tab: true,
    Shown: lazy(() => import('../box/box-area.tsx')),
  },
  {
    path: '/app/certificates',
    label: 'app.tab-certificates',
    text: 'area.certificates',
    Icon: BadgeIcon,
    Shown: lazy(() => import('../certificates/certificates-area.tsx')),
  },
  {
    path: '/app/sign',
    label: 'app.tab-sign',
    text: 'area.sign',
    Icon: PenIcon,
    tab: true,
    Shown: lazy(() => import('../signing/sign-area.tsx')),
  },
  {
    path: '/app/move',
    label: 'app.tab-move',
    text: 'area.move',
    Icon: HouseIcon,
    Shown: lazy(() => import('../move/move-area.tsx')),
  },
  {
    path: '/app/identity',
    label: 'app.tab-identity',
    text: 'area.identity',
    Icon: PersonIcon,
    Shown: lazy(() => import('../identity/identity-area.tsx')),
  },
  {
    path: '/app/account',
    label: 'app.tab-account',
    text: 'area.account',
    Icon: SlidersIcon,
    Shown: lazy(() => import('../account/account-area.tsx')),
  },
  {
    path: '/app/procedures',
    label: 'app.tab-procedures',
    text: 'area.procedures',
    Icon: FileIcon,
    Shown: lazy(() => import('../procedures/procedures-area.tsx')),
  },
  {
    path: '/organisation',
    label: 'area.organisations-label',
    text: 'area.organisations',
    Icon: OfficeIcon,
  },
  {
    path: '/app/connect',
    label: 'area.connect-label',
    text: 'area.connect',
    Icon: GlobeIcon,
    Shown: lazy(() => import('../relying-parties/relying-parties-area.tsx')),
  },
  { path: '/app/notifications', label: 'push.title', text: 'area.notifications', Icon: BellIcon },
  { path: '/app/services', label: 'app.tab-services', text: 'area.services', Icon: LinkIcon },
  { path: '/app/history', label: 'app.tab-history', text: 'area.history', Icon: HistoryIcon },
  { path: '/app/trail', label: 'app.tab-trail', text: 'area.trail', Icon: ListIcon },
];

/** The area that a page belongs to. */
export const areaOf = (path: string): Area | undefined =>
  AREAS.find((area) => path === area.path || path.startsWith(`${area.path}/`));
