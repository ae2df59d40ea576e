/** The messages of the other methods in Vietnamese. Review: machine-translated, not reviewed by a native speaker. */
import type { MethodCatalogue } from '../en/methods.js'

export const methods: MethodCatalogue = {
  methods: {
    legend: 'Bạn muốn nhận tiền bằng cách nào?',
    card: 'Thẻ ghi nợ',
    check: 'Séc qua bưu điện',
    'open-banking': 'Tài khoản ngân hàng',
    within: 'Thời gian thông thường: {time}',
    note: {
      card: 'Trả vào thẻ của bạn',
      check: 'In và gửi qua bưu điện',
      'open-banking': 'Trả vào ngân hàng của bạn',
    },
  },
  check: {
    frameTitle: 'Séc qua bưu điện',
    heading: 'Séc qua bưu điện',
    printed:
      'Thông tin bạn nhập sẽ được in và gửi cùng séc. Có thể dùng hộp thư bưu điện và địa chỉ quân đội.',
    question: 'Chúng tôi nên ghi séc cho ai?',
    own: 'Cho tôi, tại địa chỉ này',
    other: 'Cho người khác hoặc tới địa chỉ khác',
    payee: 'Trả cho',
    singleName: 'Tên hoặc tổ chức',
    singleNameRequired: 'Nhập tên hoặc tổ chức.',
    line1: 'Người hoặc tổ chức',
    line1Required: 'Nhập người hoặc tổ chức.',
    line1Hint: 'Đúng như sẽ ghi trên séc',
    onFile: 'Chúng tôi gửi séc đến địa chỉ đã lưu.',
    left: {
      other: 'Còn {count} ký tự',
    },
    review: 'Xem lại địa chỉ',
    readBack: 'Gửi séc đến',
    beneficiary: 'Thay mặt {name}',
    wrong: 'Vui lòng kiểm tra kỹ địa chỉ này. Chúng tôi không thể lấy lại séc đã gửi nhầm nơi.',
    instead: 'Nhận séc thay thế',
    switched: 'Biểu mẫu này hiện dành cho séc. Tên và địa chỉ của bạn được giữ lại.',
    mayChange:
      'Giao dịch có thể đã hoàn tất nhưng chúng tôi chưa xác nhận được. Hãy thử lại hoặc thay đổi thông tin.',
    edit: 'Sửa',
    confirm: 'Lưu địa chỉ',
    doneTitle: 'Đã lưu địa chỉ',
    doneText: 'Chúng tôi sẽ gửi séc của bạn đến địa chỉ này.',
    arrival: 'Dự kiến: {date}',
    error: {
      card_number_invalid: 'Không thể gửi séc cho tài khoản này. Vui lòng liên hệ với {merchant}.',
      address_mismatch:
        'Địa chỉ không khớp với tài khoản này. Vui lòng kiểm tra lại hoặc liên hệ với {merchant}.',
      invalid_request: 'Vui lòng kiểm tra thông tin và xác nhận lại một lần nữa.',
      in_progress: 'Địa chỉ của bạn đang được lưu trong cửa sổ khác. Vui lòng chờ một lát.',
      session_used: 'Một tài khoản khác đã được lưu ở đây.',
      card_not_supported: 'Không thể gửi séc với thông tin này. Vui lòng chọn cách nhận tiền khác.',
      card_declined:
        'Thông tin này đã bị từ chối. Vui lòng chọn cách nhận tiền khác hoặc liên hệ với {merchant}.',
      limit_exceeded:
        'Đã đạt đến một hạn mức. Vui lòng chọn cách nhận tiền khác hoặc liên hệ với {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Tài khoản ngân hàng',
    heading: 'Tài khoản ngân hàng',
    preview: 'Bản xem trước',
    note: 'Kết nối tài khoản ngân hàng là bản xem trước và có thể thay đổi.',
    provider: 'Nhà cung cấp',
    account: 'Mã tài khoản',
    providerRequired: 'Nhập nhà cung cấp.',
    accountRequired: 'Nhập tài khoản.',
    submit: 'Kết nối tài khoản',
    refused: 'Tài khoản ngân hàng này không được chấp nhận. Vui lòng liên hệ với {merchant}.',
    doneTitle: 'Đã kết nối tài khoản ngân hàng',
    doneText: 'Tài khoản ngân hàng của bạn đã được lưu an toàn.',
    error: {
      card_number_invalid: 'Số tài khoản này không được chấp nhận. Vui lòng kiểm tra lại.',
      address_mismatch: 'Địa chỉ không khớp với tài khoản này. Vui lòng dùng tài khoản khác.',
      in_progress: 'Tài khoản của bạn đang được xác minh trong cửa sổ khác. Vui lòng chờ một lát.',
      session_used: 'Một tài khoản khác đã được lưu ở đây.',
      card_not_supported: 'Không thể dùng tài khoản này ở đây. Vui lòng dùng tài khoản khác.',
      card_declined: 'Tài khoản này đã bị từ chối. Hãy thử tài khoản khác hoặc liên hệ với ngân hàng.',
      limit_exceeded:
        'Đã đạt đến một hạn mức của tài khoản này. Vui lòng dùng tài khoản khác hoặc liên hệ với {merchant}.',
    },
  },
}
