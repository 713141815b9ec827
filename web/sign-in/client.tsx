import { useState } from 'preact/hooks';
import type { SignInView } from '../../lambdas/contracts/sign-in.ts';
import { t } from '../i18n/translate.ts';

/** The service's logo, or its initial where there is none or it cannot be loaded. */
export const ClientLogo = ({
  name,
  logoUri,
}: {
  readonly name: string;
  readonly logoUri?: string | undefined;
}) => {
  const [broken, setBroken] = useState(false);
  if (logoUri && !broken)
    return (
      <img
        class="client-logo"
        src={logoUri}
        alt=""
        onError={() => setBroken(true)}
        referrerpolicy="no-referrer"
      />
    );
  return (
    <span class="client-logo initial" aria-hidden="true">
      {name.slice(0, 1)}
    </span>
  );
};

/** Who asks the person to sign in. */
export const Client = ({ client }: { readonly client: SignInView['client'] }) => (
  <div class="client">
    <ClientLogo name={client.name} logoUri={client.logoUri} />
    <p>
      <span class="soft">{t('sign-in.asked-by')}</span>
      <strong>{client.name}</strong>
      {client.purpose && <span class="soft">{client.purpose}</span>}
    </p>
  </div>
);
