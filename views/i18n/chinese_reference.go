package i18n

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

func chineseReference() Reference {
	return Reference{
		Title: "參考",
		Lead:  "權杖或金鑰裡可以出現的每個已註冊名稱：是什麼意思、長什麼樣子、定義在哪裡。",
		Tables: map[string]ReferenceTable{
			"claims":     {"宣告", "權杖的酬載可以說的內容。常用的宣告在前，為特殊領域註冊的收合在下面。"},
			"header":     {"標頭參數", "簽署或加密的權杖，標頭可以說的內容。"},
			"algorithms": {"演算法", "alg 和 enc 的值：各需要哪種金鑰、簽章有多長、Jotlens 能不能計算。"},
			"keys":       {"金鑰的成員", "JSON Web Key（JWK）和 JWK 組成的金鑰集可以說的內容。"},
		},
		Groups: map[string]string{"jose": "核心", "openid": "OpenID Connect", "oauth": "OAuth", "rare": "特殊領域"},
		AlgorithmGroups: map[jose.AlgorithmUse]string{
			jose.Signing: "簽章（alg）", jose.KeyManagement: "金鑰管理（加密權杖的 alg）", jose.ContentEncryption: "內容加密（enc）",
		},
		SearchHint:      "exp、秒、RFC 7519……",
		NoneShown:       "沒有符合的名稱。請少用幾個詞。",
		Fold:            "顯示",
		Type:            "類型",
		Example:         "範例",
		Mistake:         "常見錯誤",
		Rule:            "相關的規則",
		Source:          "出處",
		Key:             "金鑰",
		Signature:       "簽章",
		Here:            "在 Jotlens",
		Status:          "狀態",
		Verified:        "可簽署、可驗證",
		Decrypted:       "可加密、可解密",
		NotHere:         "只顯示，不計算",
		Prohibited:      "權杖裡禁用",
		Deprecated:      "已棄用",
		Shown:           func(n, of string) string { return "顯示 " + n + " 個名稱，共 " + of + " 個" },
		KeyNeeded:       chineseKeyNeeded,
		SignatureLength: chineseSignatureLength,
	}
}

func chineseKeyNeeded(a jose.Algorithm) string {
	need, _ := jose.NeedOf(a.Name)
	switch {
	case a.Name == "none":
		return "不需要"
	case a.MinKeyBytes > 0:
		return "至少 " + strconv.Itoa(a.MinKeyBytes) + " 個隨機位元組的共用密鑰"
	case a.Family == "HMAC" || a.Name == "dir":
		return "共用密鑰"
	case strings.HasPrefix(a.Family, "RSA") || strings.HasPrefix(a.Name, "RSA"):
		return "至少 2048 位元的 RSA 金鑰"
	case a.Name == "ES256K":
		return "secp256k1 上的橢圓曲線金鑰"
	case a.Name == "EdDSA":
		return "Ed25519 或 Ed448 上的金鑰"
	case a.Family == "EdDSA":
		return a.Name + " 上的金鑰"
	case a.Family == "ECDSA":
		return need.Curve + " 上的橢圓曲線金鑰"
	case a.Family == "ML-DSA":
		return a.Name + " 金鑰"
	case strings.HasPrefix(a.Name, "ECDH"):
		return "P-256、P-384、P-521、X25519 或 X448 上的橢圓曲線金鑰"
	case strings.HasPrefix(a.Name, "PBES2"):
		return "密碼"
	}
	bits, _, _ := strings.Cut(strings.TrimPrefix(a.Name, "A"), "CBC-")
	if a.Name != "A"+bits { // A128CBC-HS256 joins a key for each of its halves
		n, _ := strconv.Atoi(bits)
		return strconv.Itoa(2*n) + " 位元的內容金鑰"
	}
	kind := " 位元的共用 AES 金鑰"
	if a.Use == jose.ContentEncryption {
		kind = " 位元的內容金鑰"
	}
	return bits[:3] + kind
}

func chineseSignatureLength(a jose.Algorithm) string {
	switch {
	case a.Use != jose.Signing || a.Name == "none":
		return ""
	case a.SignatureBytes > 0:
		return strconv.Itoa(a.SignatureBytes) + " 位元組"
	case a.Name == "EdDSA":
		return "Ed25519 上為 64 位元組，Ed448 上為 114"
	}
	return "與 RSA 金鑰一樣長"
}
