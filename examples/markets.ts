/**
 * Customers, places and products. The people are invented; the addresses use domains reserved for examples, and the
 * phone numbers ranges that are reserved for fiction or unassigned (no subscriber number begins with 0).
 */

export interface Place {
  readonly city: string;
  /** Two letters, where the country has such codes. */
  readonly state: string;
  readonly zip: string;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  /** In the market's own currency. */
  readonly price: string;
}

export interface Market {
  readonly language: string;
  readonly country: string;
  readonly currency: string;
  /** As written, and as in an email address. */
  readonly firstNames: readonly (readonly [written: string, ascii: string, gender: 'f' | 'm'])[];
  readonly lastNames: readonly (readonly [written: string, ascii: string])[];
  readonly places: readonly Place[];
  /** `#` is replaced by a digit. */
  readonly phone: string;
  readonly localPhone: string;
  readonly mail: string;
  readonly products: readonly Product[];
  readonly searches: readonly string[];
  readonly path: string;
}

export const markets: readonly Market[] = [
  {
    language: 'pt',
    country: 'BR',
    currency: 'BRL',
    firstNames: [
      ['João', 'joao', 'm'],
      ['Conceição', 'conceicao', 'f'],
      ['Antônio', 'antonio', 'm'],
      ['Luíza', 'luiza', 'f'],
      ['Inês', 'ines', 'f'],
    ],
    lastNames: [
      ['Araújo', 'araujo'],
      ['Gonçalves', 'goncalves'],
      ['da Conceição', 'daconceicao'],
      ["D'Ávila", 'davila'],
    ],
    places: [
      { city: 'São Paulo', state: 'SP', zip: '01310-100' },
      { city: 'Rio de Janeiro', state: 'RJ', zip: '20040-002' },
      { city: 'Belém', state: 'PA', zip: '66010-000' },
      { city: "Santa Bárbara d'Oeste", state: 'SP', zip: '13450-000' },
    ],
    phone: '+55 (11) 0100-####',
    localPhone: '(011) 0100-####',
    mail: 'correio.example',
    products: [
      {
        id: 'caf-01',
        name: 'Cafeteira italiana, 6 xícaras',
        category: 'cozinha',
        brand: 'Moka Exemplo',
        price: '129.90',
      },
      { id: 'red-02', name: 'Rede de algodão', category: 'casa > varanda', brand: 'Sertão', price: '219.00' },
      { id: 'chi-03', name: 'Chinelo “Praia”', category: 'calçados', brand: 'Orla', price: '49.9' },
    ],
    searches: ['cafeteira', 'rede de algodão', 'presente para mãe'],
    path: 'pt/produtos',
  },
  {
    language: 'ja',
    country: 'JP',
    currency: 'JPY',
    firstNames: [
      ['花子', 'hanako', 'f'],
      ['太郎', 'taro', 'm'],
      ['さくら', 'sakura', 'f'],
      ['健一', 'kenichi', 'm'],
    ],
    lastNames: [
      ['佐藤', 'sato'],
      ['髙橋', 'takahashi'],
      ['渡邉', 'watanabe'],
      ['鈴木', 'suzuki'],
    ],
    places: [
      { city: '東京', state: '', zip: '100-0001' },
      { city: '大阪市', state: '', zip: '530-0001' },
      { city: '札幌市', state: '', zip: '060-0001' },
    ],
    phone: '+81 3-0000-####',
    localPhone: '03-0000-####',
    mail: 'yubin.example',
    products: [
      { id: '茶-001', name: '有田焼 湯呑み', category: '食器・和', brand: '例窯', price: '3200' },
      { id: '筆-002', name: '筆ペン「雅」', category: '文具', brand: '見本堂', price: '880' },
      { id: '布-003', name: '風呂敷、藍染め', category: '和雑貨', brand: '例屋', price: '4500' },
    ],
    searches: ['湯呑み', '母の日 ギフト', '筆ペン'],
    path: 'ja/商品',
  },
  {
    language: 'de',
    country: 'DE',
    currency: 'EUR',
    firstNames: [
      ['Jürgen', 'juergen', 'm'],
      ['Käthe', 'kaethe', 'f'],
      ['Björn', 'bjoern', 'm'],
      ['Zoë', 'zoe', 'f'],
    ],
    lastNames: [
      ['Müller', 'mueller'],
      ['Groß', 'gross'],
      ['von der Heide', 'vonderheide'],
      ['Yılmaz', 'yilmaz'],
    ],
    places: [
      { city: 'München', state: 'BY', zip: '80331' },
      { city: 'Köln', state: 'NW', zip: '50667' },
      { city: 'Berlin', state: 'BE', zip: '10115' },
      { city: 'Frankfurt (Main)', state: 'HE', zip: '60311' },
    ],
    phone: '+49 30 23125 ###',
    localPhone: '030 23125 ###',
    mail: 'post.example',
    products: [
      {
        id: 'TOP-1',
        name: 'Gußeiserner Topf 24 cm, 4,2 l',
        category: 'Küche & Kochen',
        brand: 'Musterguss',
        price: '89.95',
      },
      { id: 'BIL-2', name: 'Bilderrahmen 20" x 30"', category: 'Wohnen', brand: 'Rahmenwerk', price: '24.00' },
      { id: 'GAR-3', name: 'Gießkanne', category: 'Garten', brand: 'Grünzeug', price: '31.5' },
    ],
    searches: ['gießkanne 5 l', 'topf, gusseisen', 'geschenk'],
    path: 'de/produkte',
  },
  {
    language: 'pl',
    country: 'PL',
    currency: 'PLN',
    firstNames: [
      ['Łukasz', 'lukasz', 'm'],
      ['Żaneta', 'zaneta', 'f'],
      ['Małgorzata', 'malgorzata', 'f'],
      ['Sławomir', 'slawomir', 'm'],
    ],
    lastNames: [
      ['Wiśniewski', 'wisniewski'],
      ['Dąbrowska-Źródło', 'dabrowska'],
      ['Kowalczyk', 'kowalczyk'],
    ],
    places: [
      { city: 'Łódź', state: 'LD', zip: '90-001' },
      { city: 'Kraków', state: 'MA', zip: '30-001' },
      { city: 'Bielsko-Biała', state: 'SL', zip: '43-300' },
    ],
    phone: '+48 12 000 ## ##',
    localPhone: '(012) 000-##-##',
    mail: 'poczta.example',
    products: [
      { id: 'KUB/1', name: 'Kubek „Bolesławiec”', category: 'kuchnia', brand: 'Przykład', price: '64.90' },
      { id: 'SWI/2', name: 'Świeca sojowa, wanilia', category: 'dom', brand: 'Światło', price: '39.99' },
    ],
    searches: ['kubek ceramiczny', 'świeca'],
    path: 'pl/produkty',
  },
  {
    language: 'en',
    country: 'US',
    currency: 'USD',
    firstNames: [
      ['Olivia', 'olivia', 'f'],
      ['Noah', 'noah', 'm'],
      ['Renée', 'renee', 'f'],
      ['Mateo', 'mateo', 'm'],
    ],
    lastNames: [
      ["O'Neill", 'oneill'],
      ['Smith-Jones', 'smith.jones'],
      ['Nguyen', 'nguyen'],
      ['García', 'garcia'],
    ],
    places: [
      { city: 'San Francisco', state: 'CA', zip: '94103' },
      { city: 'St. Louis', state: 'MO', zip: '63101-1234' },
      { city: 'Winston-Salem', state: 'NC', zip: '27101' },
      { city: 'New York', state: 'NY', zip: '10001' },
    ],
    phone: '+1 (415) 555-01##',
    localPhone: '0 (415) 555-01##',
    mail: 'example.com',
    products: [
      { id: 'sku-1001', name: '8" skillet, cast iron', category: 'Kitchen', brand: 'Acme Example', price: '36.15' },
      { id: 'sku-1002', name: 'Rain boots', category: 'Shoes > Boots', brand: 'Puddle & Co.', price: '72.30' },
      { id: 'sku-1003', name: 'Linen throw', category: 'Home', brand: 'Weft', price: '58' },
    ],
    searches: ['rain boots', 'gifts under $50', '8" skillet'],
    path: 'en/products',
  },
];

/** Postcodes with letters, whose digits alone are not unique. */
export const britishPlaces: readonly Place[] = [
  { city: 'London', state: '', zip: 'SW1A 1AA' },
  { city: 'Manchester', state: '', zip: 'M1 1AE' },
  { city: 'Newcastle upon Tyne', state: '', zip: 'NE1 4ST' },
];

export const browsers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
] as const;

export const devices = [
  { source: 'app_ios', brand: 'Apple', type: 'iPhone', os: '26.1', app: '429047995' },
  { source: 'app_ios', brand: 'Apple', type: 'iPad', os: '18.7', app: '429047995' },
  { source: 'app_android', brand: 'Pixel', type: 'phone', os: '16', app: 'example.shop.app' },
  { source: 'app_android', brand: 'Fairphone', type: 'phone', os: '15', app: 'example.shop.app' },
] as const;
