import type { MessageTemplate } from './template.ts';
import { accountClosed } from './templates/account-closed.ts';
import { accountRecovery } from './templates/account-recovery.ts';
import { addressChanged } from './templates/address-changed.ts';
import { applicationAnswered } from './templates/application-answered.ts';
import { attributeIssued } from './templates/attribute-issued.ts';
import { attributeRefused } from './templates/attribute-refused.ts';
import { attributeRequestSigned } from './templates/attribute-request-signed.ts';
import { attributeRevoked } from './templates/attribute-revoked.ts';
import { backchannelRequest } from './templates/backchannel-request.ts';
import { certificateApplied } from './templates/certificate-applied.ts';
import { certificateEnded } from './templates/certificate-ended.ts';
import { certificateExpiring } from './templates/certificate-expiring.ts';
import { certificateExpiringSms } from './templates/certificate-expiring-sms.ts';
import { certificateIssued } from './templates/certificate-issued.ts';
import { certificateLifted } from './templates/certificate-lifted.ts';
import { certificateSuspended } from './templates/certificate-suspended.ts';
import { contactsRestored } from './templates/contacts-restored.ts';
import { counterAct } from './templates/counter-act.ts';
import { documentDecided } from './templates/document-decided.ts';
import { documentRequested } from './templates/document-requested.ts';
import { emailChanged } from './templates/email-changed.ts';
import { emailNew } from './templates/email-new.ts';
import { enrolmentAccepted } from './templates/enrolment-accepted.ts';
import { enrolmentInProgress } from './templates/enrolment-in-progress.ts';
import { enrolmentRejected } from './templates/enrolment-rejected.ts';
import { enrolmentRetry } from './templates/enrolment-retry.ts';
import { letterWaiting } from './templates/letter-waiting.ts';
import { letterWaitingSms } from './templates/letter-waiting-sms.ts';
import { levelRaised } from './templates/level-raised.ts';
import { moveTold } from './templates/move-told.ts';
import { moved } from './templates/moved.ts';
import { organisationAdmitted } from './templates/organisation-admitted.ts';
import { organisationRefused } from './templates/organisation-refused.ts';
import { phoneActivated } from './templates/phone-activated.ts';
import { phoneChanged } from './templates/phone-changed.ts';
import { phoneChangedSms } from './templates/phone-changed-sms.ts';
import { phoneNewSms } from './templates/phone-new-sms.ts';
import { pinChanged } from './templates/pin-changed.ts';
import { pinLocked } from './templates/pin-locked.ts';
import { relyingPartyApproved } from './templates/relying-party-approved.ts';
import { relyingPartyRefused } from './templates/relying-party-refused.ts';
import { signInRequest } from './templates/sign-in-request.ts';
import { signingPasswordLocked } from './templates/signing-password-locked.ts';

/** Every message the notifier can send, by the name used in `Notification.template`. One file per message in `templates/`. */
export const TEMPLATES: Readonly<Record<string, MessageTemplate>> = {
  'account-closed': accountClosed,
  'account-recovery': accountRecovery,
  'application-answered': applicationAnswered,
  'attribute-issued': attributeIssued,
  'attribute-refused': attributeRefused,
  'attribute-request-signed': attributeRequestSigned,
  'attribute-revoked': attributeRevoked,
  'document-decided': documentDecided,
  'document-requested': documentRequested,
  'enrolment-accepted': enrolmentAccepted,
  'enrolment-in-progress': enrolmentInProgress,
  'enrolment-rejected': enrolmentRejected,
  'enrolment-retry': enrolmentRetry,
  'move-told': moveTold,
  'letter-waiting': letterWaiting,
  'letter-waiting-sms': letterWaitingSms,
  'phone-activated': phoneActivated,
  'email-changed': emailChanged,
  'email-new': emailNew,
  'phone-changed': phoneChanged,
  'phone-changed-sms': phoneChangedSms,
  'phone-new-sms': phoneNewSms,
  'contacts-restored': contactsRestored,
  'pin-changed': pinChanged,
  'pin-locked': pinLocked,
  'backchannel-request': backchannelRequest,
  'sign-in-request': signInRequest,
  'certificate-applied': certificateApplied,
  'signing-password-locked': signingPasswordLocked,
  'certificate-expiring': certificateExpiring,
  'certificate-expiring-sms': certificateExpiringSms,
  'certificate-issued': certificateIssued,
  'certificate-ended': certificateEnded,
  'certificate-suspended': certificateSuspended,
  'certificate-lifted': certificateLifted,
  moved: moved,
  'counter-act': counterAct,
  'level-raised': levelRaised,
  'address-changed': addressChanged,
  'organisation-admitted': organisationAdmitted,
  'organisation-refused': organisationRefused,
  'relying-party-approved': relyingPartyApproved,
  'relying-party-refused': relyingPartyRefused,
};
