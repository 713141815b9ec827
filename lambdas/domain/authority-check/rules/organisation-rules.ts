import type { AuthorityRule } from '../authority-rule.ts';

/** Where a certain organisation has to speak, another one's word does not count. */
export const ofTheOrganisation: AuthorityRule = ({ organisation, attribute, question }) => {
  const speaks = attribute?.organisationId ?? organisation?.id;
  return question.organisationId === undefined || speaks === undefined || speaks === question.organisationId
    ? undefined
    : 'other-organisation';
};

export const organisationActive: AuthorityRule = ({ organisation, attribute, document }) => {
  const speaksForOne = attribute !== undefined || document.report.signers[0]?.certificate?.organisationNumber;
  return speaksForOne && organisation?.status !== 'active' ? 'organisation-not-active' : undefined;
};
