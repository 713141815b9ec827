/** OpenID Connect for Identity Assurance 1.0 §7. */
export const VERIFIED_CLAIMS_METADATA = {};
