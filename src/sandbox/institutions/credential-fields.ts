import type { CredentialField } from '../../shared/widget-api.ts';

const user: CredentialField = {
  name: 'user',
  type: 'text',
  label: { en: 'User name', es: 'Usuario', pt: 'Usuário' },
};
const password: CredentialField = {
  name: 'password',
  type: 'password',
  label: { en: 'Password', es: 'Contraseña', pt: 'Senha' },
};

/** The form of most banks. */
export const loginFields = [user, password];

/** Chile: the RUT is the user name. */
export const rutFields: CredentialField[] = [
  { name: 'rut', type: 'rut', label: { en: 'RUT', es: 'RUT', pt: 'RUT' } },
  { ...password, label: { en: 'Internet password', es: 'Contraseña de internet', pt: 'Senha da internet' } },
];

/** Brazil, for people. */
export const cpfFields: CredentialField[] = [
  { name: 'cpf', type: 'cpf', label: { en: 'CPF', es: 'CPF', pt: 'CPF' } },
  password,
];

/** Brazil, for companies: the company and the person who acts for it. */
export const companyFields: CredentialField[] = [
  { name: 'cnpj', type: 'cnpj', label: { en: 'Company CNPJ', es: 'CNPJ de la empresa', pt: 'CNPJ da empresa' } },
  user,
  password,
];

/** Colombia: one of several types of document. */
export const documentFields: CredentialField[] = [
  {
    name: 'documentType',
    type: 'select',
    label: { en: 'Kind of document', es: 'Tipo de documento', pt: 'Tipo de documento' },
    options: [
      { value: 'CC', label: { en: 'Citizenship card', es: 'Cédula de ciudadanía', pt: 'Cédula de cidadania' } },
      { value: 'CE', label: { en: 'Foreigner card', es: 'Cédula de extranjería', pt: 'Cédula de estrangeiro' } },
      { value: 'PA', label: { en: 'Passport', es: 'Pasaporte', pt: 'Passaporte' } },
    ],
  },
  {
    name: 'documentNumber',
    type: 'text',
    label: { en: 'Document number', es: 'Número de documento', pt: 'Número do documento' },
  },
  password,
];
