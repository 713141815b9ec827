/** The one table of the peer's models; its indexes hold only the models that need them. */
export const PEER_TABLE = 'oidc-provider';
