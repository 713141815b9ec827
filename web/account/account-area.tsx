import { useLocation } from 'preact-iso';
import type { IdentityView } from '../../lambdas/contracts/account.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { t } from '../i18n/translate.ts';
import { ArrowIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { Row } from './row.ts';
import { ROWS } from './rows.ts';

const textOf = ({ text }: Row, identity: IdentityView): string =>
  typeof text === 'string' ? t(text) : text(identity);

const List = () => (
  <Page title={t('account.title')} lead={t('account.lead')}>
    <Fetched<IdentityView> path="/api/account/identity">
      {(identity) => (
        <ul class="areas">
          {ROWS.map((row) => (
            <li key={row.path}>
              <a href={row.path}>
                <row.Icon />
                <span>
                  <strong>{t(row.label)}</strong>
                  <span class="soft">{textOf(row, identity)}</span>
                </span>
                <ArrowIcon />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Fetched>
  </Page>
);

/** `/app/account/…`: what a person changes about their own account (B11). */
export default function AccountArea() {
  const { path } = useLocation();
  const Shown = ROWS.find((row) => row.path === path)?.Shown ?? List;
  return (
    <LoggedIn>
      <Shown />
    </LoggedIn>
  );
}
