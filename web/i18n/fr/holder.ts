/** Connexion sur le téléphone, certificats, clés de signature, guichet. */
export default {
  'next.log-in': 'Me connecter avec mon code',
  'next.log-in-with-certificate': 'Me connecter avec mon certificat',
  'next.apply-for-certificate': 'Demander un certificat',

  'problem.not-signed-in':
    'Vous n’êtes pas connecté. Connectez-vous sur votre téléphone avec votre code à 4 chiffres.',
  'problem.session-not-fresh':
    'Pour cette étape, saisissez à nouveau votre code à 4 chiffres : plus de dix minutes se sont écoulées.',
  'problem.certificate-needed':
    'Il faut vous connecter avec votre certificat d’AUTHENTIFICATION. Reconnectez-vous ; si vous n’en avez pas de valable, demandez-en un d’abord.',
  'problem.authentication-certificate-none':
    'Ce service demande votre certificat d’AUTHENTIFICATION et ce téléphone n’en a pas. Demandez-en un, puis approuvez ici.',
  'problem.authentication-certificate-suspended':
    'Votre certificat d’AUTHENTIFICATION est suspendu. Levez la suspension, ou allez à un guichet.',
  'problem.authentication-certificate-revoked':
    'Votre certificat d’AUTHENTIFICATION a été révoqué. Demandez-en un nouveau, puis approuvez ici.',
  'problem.authentication-certificate-expired':
    'Votre certificat d’AUTHENTIFICATION a expiré. Renouvelez-le, puis approuvez ici.',
  'event.account.logged-in': 'Vous vous êtes connecté sur votre téléphone',

  'approval.by-certificate': 'Vous vous connectez avec votre certificat d’AUTHENTIFICATION.',

  'problem.storage-not-possible':
    'Le certificat d’AUTHENTIFICATION est lié à la clé de votre téléphone : aucun autre support ne peut être choisi.',
  'problem.no-phone': 'Activez d’abord votre identité sur un téléphone.',
  'problem.certificate-exists':
    'Vous avez un certificat valable de ce type. Un nouveau peut être demandé dans ses derniers mois, ou une fois qu’il est révoqué.',
  'problem.key-compromised':
    'La clé de ce téléphone a été déclarée perdue ou divulguée et ne reçoit plus de certificat. Récupérez votre identité sur un téléphone : une nouvelle clé y est créée.',
  'problem.certificate-suspended':
    'Votre certificat de ce type est suspendu. Levez d’abord la suspension, ou révoquez-le.',
  'problem.kind-not-for-organisation':
    'Une entreprise reçoit un certificat d’entreprise, une autorité publique un cachet officiel.',
  'problem.level-too-low':
    'Ce certificat demande une identité de niveau « substantiel ». Faites comparer vos documents à un guichet ; le code reçu, saisi dans votre profil, élève le niveau.',
  'problem.too-young-to-sign': 'Un certificat de signature est délivré à partir de quinze ans.',
  'problem.address-missing':
    'Un certificat de SIGNATURE indique votre adresse, et nous ne la connaissons pas. Indiquez-la dans votre profil, puis faites la demande.',
  'problem.proving-document-expired':
    'Le document qui a prouvé votre identité n’est plus valable, et aucun certificat ne peut lui survivre. Présentez-en un nouveau à un guichet.',
  'problem.identity-changing':
    'Une modification de vos données a été interrompue. Ouvrez votre profil, ce qui la termine, puis réessayez.',
  'problem.no-such-certificate': 'Vous n’avez pas de certificat de ce numéro.',
  'problem.no-such-certificate-application':
    'Il n’y a pas de demande de ce numéro à votre nom. Faites-en une nouvelle.',
  'problem.certificate-application-over': 'Cette demande a expiré. Faites-en une nouvelle.',
  'problem.certificate-application-changed':
    'Cette demande a été confirmée au même moment ailleurs. Rechargez la page.',
  'problem.attributes-not-confirmed':
    'Cochez nom, sexe, date de naissance et adresse : ils figureront dans votre certificat.',
  'problem.attributes-changed':
    'Nos données à votre sujet ne sont plus celles qui ont été affichées. Relisez-les et confirmez de nouveau.',
  'problem.certificate-over': 'Ce certificat a déjà pris fin.',
  'problem.certificate-not-suspended': 'Ce certificat n’est pas suspendu.',
  'problem.suspended-by-counter':
    'Ce certificat a été suspendu à un guichet, et seul un guichet peut lever la suspension.',
  'problem.too-many-signing-keys':
    'Tant de clés de signature ont été créées avec cette identité que quelque chose ne va pas. Contactez le support.',
  'problem.no-such-signing-key':
    'Vous n’avez pas cette clé de signature. Refaites une demande de certificat sur cet appareil.',
  'problem.signing-password-wrong': 'Le mot de passe de signature n’est pas le bon.',
  'problem.signing-password-locked':
    'Le mot de passe de signature est bloqué après trop d’essais. Faites-le débloquer à un guichet, ou demandez un nouveau certificat avec un nouveau mot de passe.',
  'problem.signing-certificate-none': 'Cette clé n’a pas encore de certificat. Terminez d’abord la demande.',
  'problem.signing-certificate-suspended':
    'Le certificat de cette clé est suspendu : rien ne peut être signé. Levez la suspension, ou allez à un guichet.',
  'problem.signing-certificate-revoked':
    'Le certificat de cette clé a été révoqué : plus rien ne peut être signé avec elle. Demandez-en un nouveau.',
  'problem.signing-certificate-expired': 'Le certificat de cette clé a expiré. Demandez-en un nouveau.',
  'problem.level-already-substantial': 'L’identité est déjà de niveau « substantiel ».',
  'field.attributes-changed': 'Ce n’est pas ce qui a été affiché. Relisez.',
  'event.account.changed': 'Vos données ont été modifiées',
  'event.account.level-raised': 'Niveau élevé avec le code du guichet',
  'event.pin.unlocked': 'Code débloqué à un guichet',
  'event.certificate.applied': 'Vous avez demandé un certificat',
  'event.certificate.confirmed': 'Vous avez confirmé une demande de certificat',
  'event.certificate.issued': 'Certificat délivré',
  'event.certificate.revoked': 'Certificat révoqué',
  'event.certificate.suspended': 'Certificat suspendu',
  'event.certificate.lifted': 'Suspension d’un certificat levée',
  'event.certificate.holder-told': 'Vous avez été informé du sort d’un certificat',
  'event.signing-share.created': 'Clé de signature créée',
  'event.signing-share.released': 'Clé de signature utilisée',
  'event.signing-password.locked': 'Mot de passe de signature bloqué après cinq essais',
  'event.signing-password.unlocked': 'Mot de passe de signature débloqué à un guichet',
  'event.registry.searched': 'Votre identité a été recherchée à un guichet',
  'event.registry.person-shown': 'Vos données ont été consultées à un guichet',
  'event.registry.upgrade-code-issued': 'Documents comparés à un guichet, code remis',
  'event.organisation.decided': 'Inscription d’une organisation décidée',
  'acr.urn:guichet:acr:authentication-certificate': 'avec votre certificat',
} as const;
