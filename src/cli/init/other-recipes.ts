import { commonPaths, type Recipe } from './recipe.ts';

/** Files of `demo/backends` at the same paths in the project. */
const copied = (folder: string, ...files: string[]): Record<string, string> =>
  Object.fromEntries(files.map((file) => [`backends/${folder}/${file}`, file]));

/** The frameworks of other languages. */
export const otherRecipes: readonly Recipe[] = [
  {
    ...commonPaths,
    name: 'fastapi',
    title: 'FastAPI (Python)',
    files: copied('python-fastapi', 'araucaria.py', 'accounts.py'),
    packages: ['fastapi', 'httpx', 'itsdangerous'],
    mount: [
      'app.add_middleware(SessionMiddleware, secret_key=…)  # of starlette.middleware.sessions, if you have no session',
      'app.include_router(araucaria.router)',
    ],
    isBundled: null,
  },
  {
    ...commonPaths,
    name: 'django',
    title: 'Django (Python)',
    files: copied('python-django', 'accounts/__init__.py', 'accounts/araucaria.py', 'accounts/models.py'),
    packages: ['django'],
    mount: [
      'INSTALLED_APPS += ["accounts"]  # in your settings',
      'ARAUCARIA_API_KEY, ARAUCARIA_API_URL and ARAUCARIA_WEBHOOK_SECRET in your settings, of os.environ',
      'path("api/widget-token", accounts.araucaria.mint_widget_token),  # in urlpatterns',
      'path("webhooks/araucaria", accounts.araucaria.receive_webhook),',
      'python manage.py makemigrations accounts && python manage.py migrate',
    ],
    isBundled: null,
  },
  {
    ...commonPaths,
    name: 'go',
    title: 'Go, net/http',
    files: copied('go', 'token_endpoint.go', 'webhook.go', 'accounts.go'),
    packages: [],
    mount: [
      'users := &accounts{connections: map[string]*connection{}, users: map[string]bool{}}',
      'http.Handle("/api/widget-token", newTokenEndpoint(os.Getenv("ARAUCARIA_API_URL"), os.Getenv("ARAUCARIA_API_KEY"), users))',
      'http.Handle("/webhooks/araucaria", receiveWebhook(secret, users)) // the decoded base64 after whsec_',
    ],
    isBundled: null,
  },
  {
    ...commonPaths,
    name: 'spring',
    title: 'Spring (Java)',
    files: copied(
      'java-spring',
      ...[
        'AraucariaApi',
        'Connections',
        'LimitedBody',
        'Problem',
        'TokenEndpointHeaders',
        'WebhookController',
        'WidgetTokenController',
      ].map((name) => `src/main/java/com/example/accounts/${name}.java`),
      'src/main/resources/schema.sql',
    ),
    packages: ['spring-boot-starter-web', 'spring-boot-starter-jdbc'],
    mount: [
      'put the classes into your package, below the class with @SpringBootApplication, which finds them',
      'import jakarta.servlet in place of javax.servlet, from Spring Boot 3 on',
      'create the table of schema.sql, with a migration if you have some',
    ],
    isBundled: null,
  },
  {
    ...commonPaths,
    name: 'laravel',
    title: 'Laravel (PHP)',
    files: copied(
      'php-laravel',
      'app/Araucaria/AraucariaApi.php',
      'app/Araucaria/Problem.php',
      'app/Http/Controllers/AraucariaWebhookController.php',
      'app/Http/Controllers/WidgetTokenController.php',
      'app/Models/Connection.php',
      'database/migrations/2026_01_01_000000_create_connections_table.php',
    ),
    packages: [],
    mount: [
      "Route::any('/api/widget-token', App\\Http\\Controllers\\WidgetTokenController::class);  // in routes/web.php",
      "Route::post('/webhooks/araucaria', App\\Http\\Controllers\\AraucariaWebhookController::class);",
      "$middleware->validateCsrfTokens(except: ['api/widget-token', 'webhooks/araucaria']);  // in bootstrap/app.php",
      "'araucaria' => [  // in config/services.php",
      "    'key' => env('ARAUCARIA_API_KEY'),",
      "    'url' => env('ARAUCARIA_API_URL', 'https://api.araucaria.money'),",
      "    'webhook_secret' => env('ARAUCARIA_WEBHOOK_SECRET'),",
      '],',
      'php artisan migrate',
    ],
    isBundled: null,
  },
  {
    ...commonPaths,
    name: 'rails',
    title: 'Rails (Ruby)',
    files: copied(
      'ruby-rails',
      'app/controllers/widget_tokens_controller.rb',
      'app/controllers/araucaria_webhooks_controller.rb',
      'app/models/araucaria_api.rb',
      'app/models/connection.rb',
    ),
    packages: [],
    mount: [
      'match "/api/widget-token", to: "widget_tokens#create", via: :all  # in config/routes.rb',
      'post "/webhooks/araucaria", to: "araucaria_webhooks#create"',
      'config.x.araucaria.api_key = ENV.fetch("ARAUCARIA_API_KEY")  # in config/application.rb',
      'config.x.araucaria.api_url = ENV.fetch("ARAUCARIA_API_URL", "https://api.araucaria.money")',
      'config.x.araucaria.webhook_secret = ENV.fetch("ARAUCARIA_WEBHOOK_SECRET")',
      'bin/rails generate migration CreateConnections, with the columns of app/models/connection.rb: a string id, owner,',
      'status (PENDING by default), and changed_at, a datetime with precision: 6',
    ],
    isBundled: null,
  },
];
