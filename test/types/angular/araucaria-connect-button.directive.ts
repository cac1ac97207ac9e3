import { Directive, ElementRef, forwardRef, inject, Input } from '@angular/core';
import { DefaultValueAccessor, NG_VALUE_ACCESSOR } from '@angular/forms';
import type { AraucariaConnectButton as Button } from 'araucaria-connect';

type Optional<Property extends keyof Button> = Button[Property] | null | undefined;

/**
 * With it among a component's imports, Angular checks the tag in strict templates and binds it in forms, without
 * `CUSTOM_ELEMENTS_SCHEMA` and `ngDefaultControl`. The events need nothing: they are typed wherever `araucaria-connect` is
 * imported.
 */
@Directive({
  selector: 'araucaria-connect-button',
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => ConnectButton), multi: true }],
})
export class ConnectButton extends DefaultValueAccessor {
  readonly #button = inject<ElementRef<Button>>(ElementRef).nativeElement;

  @Input() set tokenEndpoint(value: Optional<'tokenEndpoint'>) {
    this.#button.tokenEndpoint = value;
  }
  @Input() set connectionId(value: Optional<'connectionId'>) {
    this.#button.connectionId = value;
  }
  @Input() set institution(value: Optional<'institution'>) {
    this.#button.institution = value;
  }
  @Input() set widgetSrc(value: Optional<'widgetSrc'>) {
    this.#button.widgetSrc = value;
  }
  @Input() set widgetIntegrity(value: Optional<'widgetIntegrity'>) {
    this.#button.widgetIntegrity = value;
  }
  @Input() set preload(value: Optional<'preload'>) {
    this.#button.preload = value;
  }
  @Input() set credentials(value: Optional<'credentials'>) {
    this.#button.credentials = value;
  }
  @Input() set name(value: Optional<'name'>) {
    this.#button.name = value;
  }
  @Input() set value(value: Optional<'value'>) {
    this.#button.value = value;
  }
  @Input() set defaultValue(value: Optional<'defaultValue'>) {
    this.#button.defaultValue = value;
  }
  @Input() set headers(value: Optional<'headers'>) {
    this.#button.headers = value;
  }
  @Input() set fetchToken(value: Optional<'fetchToken'>) {
    this.#button.fetchToken = value;
  }
  @Input() set disabled(value: Optional<'disabled'> | '') {
    this.#button.disabled = value === '' || value;
  }
  @Input() set required(value: Optional<'required'> | '') {
    this.#button.required = value === '' || value;
  }
  @Input() set autosubmit(value: Optional<'autosubmit'> | '') {
    this.#button.autosubmit = value === '' || value;
  }
}
