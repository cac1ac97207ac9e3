import { companyFields, cpfFields, documentFields, rutFields } from './credential-fields.ts';
import { createInstitution, type SandboxInstitution } from './institution.ts';

const helpPages = (id: string): Pick<SandboxInstitution, 'forgotUserUrl' | 'forgotPasswordUrl'> => ({
  forgotUserUrl: `https://${id}.example/usuario`,
  forgotPasswordUrl: `https://${id}.example/clave`,
});

/**
 * The fictional banks at the top of the list. At most of them the user name decides what happens. Some have their own form,
 * challenge or status, so that a developer meets every type of each.
 */
export const scenarioBanks: readonly [SandboxInstitution, ...SandboxInstitution[]] = [
  createInstitution({
    id: 'banco-alerce',
    name: 'Banco Alerce',
    country: 'CL',
    code: '901',
    logo: 'logos/banco-alerce.svg',
    ...helpPages('banco-alerce'),
  }),
  createInstitution({
    id: 'banco-coihue',
    name: 'Banco Coihue',
    country: 'AR',
    code: '902',
    logo: 'logos/banco-coihue.svg',
  }),
  createInstitution({ id: 'caja-quillay', name: 'Caja Quillay', country: 'CL', code: '903' }),
  createInstitution({
    id: 'banco-jequitiba',
    name: 'Banco Jequitibá',
    country: 'BR',
    code: '904',
    logo: 'logos/banco-jequitiba.svg',
  }),
  createInstitution({ id: 'cooperativa-nirre', name: 'Cooperativa Ñirre', country: 'CL', code: '905' }),
  createInstitution({ id: 'banco-lapacho', name: 'Banco Lapacho', country: 'PY', code: '906' }),
  createInstitution({ id: 'caixa-aroeira', name: 'Caixa Aroeira', country: 'BR', code: '907' }),
  createInstitution({ id: 'banco-tepa', name: 'Banco Tepa', country: 'CL', code: '908', status: 'slow' }),
  createInstitution({ id: 'banco-raudal', name: 'Banco Raudal', country: 'CO', code: '909', status: 'down' }),
  createInstitution({
    id: 'banco-maiten',
    name: 'Banco Maitén',
    country: 'CL',
    code: '910',
    aliases: ['BMT'],
    logo: 'logos/banco-maiten.svg',
    fields: rutFields,
    challenges: ['sms'],
    ...helpPages('banco-maiten'),
  }),
  createInstitution({
    id: 'banco-ipe',
    name: 'Banco Ipê',
    country: 'BR',
    code: '911',
    fields: cpfFields,
    challenges: ['approval'],
    ...helpPages('banco-ipe'),
  }),
  createInstitution({
    id: 'ipe-empresas',
    name: 'Ipê Empresas',
    country: 'BR',
    code: '912',
    aliases: ['Banco Ipê para empresas'],
    fields: companyFields,
    challenges: ['account-holder'],
  }),
  createInstitution({
    id: 'banco-guadua',
    name: 'Banco Guadua',
    country: 'CO',
    code: '913',
    fields: documentFields,
    challenges: ['questions'],
  }),
];
