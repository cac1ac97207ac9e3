<?php

// Laravel as Debian's package php-laravel-framework has it. In your application, Composer's vendor/autoload.php.

require 'Illuminate/autoload.php';

spl_autoload_register(function (string $class): void {
    $file = dirname(__DIR__).'/app/'.str_replace('\\', '/', substr($class, strlen('App\\'))).'.php';
    if (str_starts_with($class, 'App\\') && is_file($file)) {
        require $file;
    }
});
