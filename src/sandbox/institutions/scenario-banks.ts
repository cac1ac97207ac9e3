import { companyFields, cpfFields, documentFields, rutFields } from './credential-fields.ts';
import { institution, type SandboxInstitution } from './institution.ts';

const help = (id: string): Pick<SandboxInstitution, 'forgotUserUrl' | 'forgotPasswordUrl'> => ({
  forgotUserUrl: `https://${id}.example/usuario`,
  forgotPasswordUrl: `https://${id}.example/clave`,
});

/**
 * The fictional banks that come first. At most of them the user name decides what happens; some have a form, a
 * challenge or a trouble of their own, so that every kind of each is met.
 */
export const scenarioBanks: readonly [SandboxInstitution, ...SandboxInstitution[]] = [
  institution({
    id: 'banco-alerce',
    name: 'Banco Alerce',
    country: 'CL',
    code: '901',
    logo: 'logos/banco-alerce.svg',
    ...help('banco-alerce'),
  }),
  institution({ id: 'banco-coihue', name: 'Banco Coihue', country: 'AR', code: '902', logo: 'logos/banco-coihue.svg' }),
  institution({ id: 'caja-quillay', name: 'Caja Quillay', country: 'CL', code: '903' }),
  institution({
    id: 'banco-jequitiba',
    name: 'Banco Jequitibá',
    country: 'BR',
    code: '904',
    logo: 'logos/banco-jequitiba.svg',
  }),
  institution({ id: 'cooperativa-nirre', name: 'Cooperativa Ñirre', country: 'CL', code: '905' }),
  institution({ id: 'banco-lapacho', name: 'Banco Lapacho', country: 'PY', code: '906' }),
  institution({ id: 'caixa-aroeira', name: 'Caixa Aroeira', country: 'BR', code: '907' }),
  institution({ id: 'banco-tepa', name: 'Banco Tepa', country: 'CL', code: '908', status: 'slow' }),
  institution({ id: 'banco-raudal', name: 'Banco Raudal', country: 'CO', code: '909', status: 'down' }),
  institution({
    id: 'banco-maiten',
    name: 'Banco Maitén',
    country: 'CL',
    code: '910',
    aliases: ['BMT'],
    logo: 'logos/banco-maiten.svg',
    fields: rutFields,
    challenges: ['sms'],
    ...help('banco-maiten'),
  }),
  institution({
    id: 'banco-ipe',
    name: 'Banco Ipê',
    country: 'BR',
    code: '911',
    fields: cpfFields,
    challenges: ['approval'],
    ...help('banco-ipe'),
  }),
  institution({
    id: 'ipe-empresas',
    name: 'Ipê Empresas',
    country: 'BR',
    code: '912',
    aliases: ['Banco Ipê para empresas'],
    fields: companyFields,
    challenges: ['account-holder'],
  }),
  institution({
    id: 'banco-guadua',
    name: 'Banco Guadua',
    country: 'CO',
    code: '913',
    fields: documentFields,
    challenges: ['questions'],
  }),
];
